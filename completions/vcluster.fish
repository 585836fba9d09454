# fish completion for vcluster, made by "vcluster completion fish".
# For fish 3 and newer. Pressing Tab starts no program.

# Everything that can be said: what every command takes, then what each command has of its own.
# This and the functions below it work on the variables of _vcluster, their caller.
function _vcluster_table -S
    _vcluster_option 'Config file (default: ~/.vcluster/config.json)' 'file' '--config'
    _vcluster_option 'Print debug output' 'none' '--debug'
    _vcluster_option 'Print only results and errors' 'none' '-s' '--silent'
    _vcluster_option 'plain, raw or json; has no effect, kept for existing scripts' 'words plain raw json' '--log-output'
    _vcluster_option 'Kube context to use' 'free' '--context'
    _vcluster_option 'Kubernetes namespace to use' 'free' '-n' '--namespace'
    _vcluster_option 'Show this help' 'none' '-h' '--help'
    switch $argv[1]
        case 'vcluster'
          _vcluster_command 'Control, inspect and upload this CLI\'s telemetry' 'telemetry'
          _vcluster_command 'Create a virtual cluster with helm' 'create'
          _vcluster_command 'Print the completion script for a shell' 'completion'
          _vcluster_command 'Print the version' 'version'
          _vcluster_command 'Show the help of a command' 'help'
          _vcluster_option 'Show the version' 'none' '-v' '--version'
        case 'vcluster telemetry'
          _vcluster_command 'Turn telemetry on' 'enable'
          _vcluster_command 'Turn telemetry off and delete waiting events' 'disable'
          _vcluster_command 'Show whether telemetry is on, and why' 'status'
          _vcluster_command 'Print the exact request body for a command line' 'preview'
          _vcluster_command 'Show the requests sent from this machine' 'log'
          _vcluster_command 'Upload waiting events now' 'flush'
          _vcluster_command 'Print helm values that pass your choice on' 'values'
        case 'vcluster telemetry disable'
          _vcluster_argument 'free' 'repeated'
        case 'vcluster telemetry status'
          _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
        case 'vcluster telemetry preview'
          _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
          _vcluster_argument 'line' 'repeated'
        case 'vcluster telemetry log'
          _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
        case 'vcluster telemetry flush'
          _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
        case 'vcluster telemetry values'
          _vcluster_option 'Chart version, for example 0.19.10 (default: newest)' 'free' '--chart-version'
          _vcluster_option 'Output format: yaml or json (default: yaml)' 'words yaml json' '-o' '--output'
        case 'vcluster create'
          _vcluster_option 'Change the virtual cluster if it already exists' 'none' '--upgrade'
          _vcluster_option 'Chart version (default: newest)' 'free' '--chart-version'
          _vcluster_option 'Chart repository (default: https://charts.loft.sh)' 'free' '--chart-repo'
          _vcluster_option 'Chart name (default: vcluster)' 'free' '--chart-name'
          _vcluster_option 'Folder of a local chart to use instead' 'folder' '--local-chart-dir'
          _vcluster_option 'Helm values file; may be repeated' 'file' '-f' '--values'
          _vcluster_option 'A single helm value; may be repeated' 'free' '--set'
          _vcluster_option 'Create the namespace if it is missing (default: true; charts 0.20 and later)' 'none' '--create-namespace'
          _vcluster_option 'Kubeconfig to use' 'file' '--kubeconfig'
          _vcluster_option 'Print the helm command and its values without running it' 'none' '--dry-run'
          _vcluster_option 'helm binary (default: from PATH)' 'file' '--helm-binary'
          _vcluster_argument 'free'
        case 'vcluster completion'
          _vcluster_option 'Leave out the descriptions' 'none' '--no-descriptions'
          _vcluster_argument 'words bash zsh fish powershell'
        case 'vcluster help'
          _vcluster_argument 'path' 'repeated'
    end
end

# _vcluster_command NOTE NAME
function _vcluster_command -S
    set -a subcommands $argv[2]
    set -a abouts $argv[1]
end

# _vcluster_option NOTE VALUE NAME...
function _vcluster_option -S
    if test -z "$lent"
        for name in $argv[3..-1]
            set -a names $name
            set -a values $argv[2]
            set -a notes $argv[1]
        end
    end
end

# _vcluster_argument VALUE [repeated]
function _vcluster_argument -S
    set -a arguments $argv[1]
    set repeated $argv[2]
end

# Makes a command the one at hand.
function _vcluster_enter -S
    set node $argv[1]
    set place 1
    set repeated
    set subcommands
    set abouts
    set arguments
    if test -z "$lent"
        set names
        set values
        set notes
    end
    _vcluster_table $node
    if test "$mode" = path
        set arguments
        set repeated
    else
        _vcluster_restart
    end
end

# An argument that is a command line or a command's name starts again at the top.
function _vcluster_restart -S
    _vcluster_argument_at
    if contains -- "$value" line path
        set mode $value
        set lent yes
        _vcluster_enter vcluster
    end
end

# Sets value to what the argument at this place takes; empty: there is no such argument.
function _vcluster_argument_at -S
    set value $arguments[$place]
    if test -z "$value"; and test -n "$repeated"
        set value $arguments[-1]
    end
end

# Takes in one word before the cursor; fails if it makes no sense there.
function _vcluster_step -S
    set -l word $argv[1]
    if test -n "$due"
        set due
    else if test -z "$closed"; and test "$word" = --
        _vcluster_close
    else if test -z "$closed"; and string match -q -- '-?*' "$word"
        _vcluster_option_at "$word"
        if test -z "$lead"; and test "$value" != none
            set due $value
        end
    else if contains -- "$word" $subcommands
        # From its first word on, a command line has options of its own.
        if test "$mode" = line
            set lent
        end
        _vcluster_enter "$node $word"
    else
        _vcluster_argument_at
        test -n "$value"
        or return 1
        set place (math $place + 1)
        _vcluster_restart
    end
    return 0
end

# Behind "--" a command line has its own options too; otherwise there are only arguments left.
function _vcluster_close -S
    if test "$mode" = line; and test -n "$lent"
        set -l kept $place
        set lent
        _vcluster_enter $node
        set place $kept
    else
        set closed yes
        if test "$mode" != path
            set subcommands
            set abouts
        end
    end
end

# Sets value to what the option in this word takes, and lead to what stands before an attached
# value: --output=json, -ojson, -o=json; flags may come first, as in -sojson.
function _vcluster_option_at -S
    set -l word $argv[1]
    set value none
    set lead
    if string match -q -- '--*' $word
        set -l parts (string split -m 1 -- = $word)
        if set -q parts[2]
            set lead $parts[1]=
        end
        _vcluster_value_of $parts[1]
        return
    end
    set -l seen -
    set -l letters (string split '' -- (string sub -s 2 -- $word))
    while set -q letters[1]; and test "$letters[1]" != =
        _vcluster_value_of -$letters[1]
        set seen $seen$letters[1]
        set -e letters[1]
        if test "$value" != none
            if set -q letters[1]
                set lead $seen
                if test "$letters[1]" = =
                    set lead $seen=
                end
            end
            return
        end
    end
end

function _vcluster_value_of -S
    if set -l at (contains -i -- $argv[1] $names)
        set value $values[$at]
    end
end

# Prints what may stand at the cursor. With "files", only tells whether that is the name of a file:
# fish completes those itself.
function _vcluster
    # The command at hand, what may follow it, and which of its arguments comes next.
    set -l node
    set -l subcommands
    set -l abouts
    set -l names
    set -l values
    set -l notes
    set -l arguments
    set -l repeated
    set -l place
    # "line" or "path" within an argument that is a command line or a command's name itself; lent
    # while the options are still those of the command that has this argument; closed behind "--".
    set -l mode
    set -l lent
    set -l closed
    # The kind of value that is due, because the word before is an option that takes one.
    set -l due
    set -l value
    set -l lead
    set -l typed (commandline -ct)
    _vcluster_enter vcluster
    for word in (commandline -opc)[2..-1]
        _vcluster_step $word
        or return 1
    end
    set lead
    if test -n "$due"
        set value $due
        set subcommands
    else if test -z "$closed"; and string match -q -- '-*' $typed
        _vcluster_option_at $typed
        set subcommands
        if test -z "$lead"
            set value
            set subcommands $names
            set abouts $notes
        end
    else
        _vcluster_argument_at
    end
    if test "$argv[1]" = files
        test "$value" = file
        return
    end
    for word in $subcommands
        if test -n "$abouts[1]"
            printf '%s\t%s\n' $word $abouts[1]
        else
            printf '%s\n' $word
        end
        set -e abouts[1]
    end
    switch "$value"
        case 'words *'
            for word in (string split ' ' -- $value)[2..-1]
                printf '%s\n' "$lead$word"
            end
        case folder
            __fish_complete_directories $typed ''
    end
end

complete -c vcluster -e
complete -c vcluster -n 'not _vcluster files' -f
complete -c vcluster -a '(_vcluster)'
