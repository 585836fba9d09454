# fish completion for vcluster, made by "vcluster completion fish".
# For fish 3 and newer. Pressing Tab starts no program.

# Everything that can be said: what every command takes, then what each command has of its own.
# This and the functions below it work on the variables of _vcluster, their caller.
function _vcluster_table -S
    {{everywhere}}
    switch $argv[1]
        {{commands}}
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
