# bash completion for vcluster, made by "vcluster completion bash".
# For bash 3.2 and newer; the package bash-completion is not needed. Pressing Tab starts no program.

# Everything that can be said: what every command takes, then what each command has of its own.
_vcluster_table() {
  _vcluster_option 'Config file (default: ~/.vcluster/config.json)' 'file' '--config'
  _vcluster_option 'Print debug output' 'none' '--debug'
  _vcluster_option 'Print only results and errors' 'none' '-s' '--silent'
  _vcluster_option 'plain, raw or json; has no effect, kept for existing scripts' 'words plain raw json' '--log-output'
  _vcluster_option 'Kube context to use' 'free' '--context'
  _vcluster_option 'Kubernetes namespace to use' 'free' '-n' '--namespace'
  _vcluster_option 'Show this help' 'none' '-h' '--help'
  case $1 in
    'vcluster')
      _vcluster_command 'Control, inspect and upload this CLI'\''s telemetry' 'telemetry'
      _vcluster_command 'Create a virtual cluster with helm' 'create'
      _vcluster_command 'Print the completion script for a shell' 'completion'
      _vcluster_command 'Print the version' 'version'
      _vcluster_command 'Show the help of a command' 'help'
      _vcluster_option 'Show the version' 'none' '-v' '--version'
      ;;
    'vcluster telemetry')
      _vcluster_command 'Turn telemetry on' 'enable'
      _vcluster_command 'Turn telemetry off and delete waiting events' 'disable'
      _vcluster_command 'Show whether telemetry is on, and why' 'status'
      _vcluster_command 'Print the exact request body for a command line' 'preview'
      _vcluster_command 'Show the requests sent from this machine' 'log'
      _vcluster_command 'Upload waiting events now' 'flush'
      _vcluster_command 'Print helm values that pass your choice on' 'values'
      ;;
    'vcluster telemetry disable')
      _vcluster_argument 'free' 'repeated'
      ;;
    'vcluster telemetry status')
      _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
      ;;
    'vcluster telemetry preview')
      _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
      _vcluster_argument 'line' 'repeated'
      ;;
    'vcluster telemetry log')
      _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
      ;;
    'vcluster telemetry flush')
      _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
      ;;
    'vcluster telemetry values')
      _vcluster_option 'Chart version, for example 0.19.10 (default: newest)' 'free' '--chart-version'
      _vcluster_option 'Output format: yaml or json (default: yaml)' 'words yaml json' '-o' '--output'
      ;;
    'vcluster create')
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
      ;;
    'vcluster completion')
      _vcluster_option 'Leave out the descriptions' 'none' '--no-descriptions'
      _vcluster_argument 'words bash zsh fish powershell'
      ;;
    'vcluster help')
      _vcluster_argument 'path' 'repeated'
      ;;
  esac
}

# _vcluster_command NOTE NAME
_vcluster_command() {
  subcommands[${#subcommands[@]}]=$2
  abouts[${#abouts[@]}]=$1
}

# _vcluster_option NOTE VALUE NAME...
_vcluster_option() {
  local name
  [[ ! $lent ]] || return 0
  for name in "${@:3}"; do
    values[${#names[@]}]=$2
    notes[${#names[@]}]=$1
    names[${#names[@]}]=$name
  done
}

# _vcluster_argument VALUE [repeated]
_vcluster_argument() {
  arguments[${#arguments[@]}]=$1
  repeated=${2-}
}

_vcluster() {
  # The command at hand, what may follow it, and how many of its arguments have been seen.
  local node place repeated
  local -a subcommands abouts names values notes arguments
  # "line" or "path" within an argument that is a command line or a command's name itself; lent
  # while the options are still those of the command that has this argument; closed behind "--".
  local mode='' lent='' closed=''
  # The kind of value that is due, because the word before is an option that takes one.
  local due=''
  local value lead typed piece i IFS=$' \t\n'
  local -a words hints
  words=() hints=() COMPREPLY=()
  _vcluster_split "$@"
  _vcluster_enter vcluster
  for ((i = 1; i < ${#words[@]}; i++)); do
    _vcluster_step "${words[i]}" || return 0
  done
  _vcluster_offer
  _vcluster_explain
}

# Readline splits words at "=" and ":" too. Sets words, whole again, without the last one; typed,
# the last one up to the cursor; piece, the part of it that readline is going to replace.
_vcluster_split() {
  local i word last='' joined trimmed rest=${COMP_LINE-} quotes='["'"'"'\\]'
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]-} joined=
    trimmed=${rest#"${rest%%[![:space:]]*}"}
    if [[ $rest && $trimmed == "$word"* ]]; then
      [[ $trimmed != "$rest" || $i -eq 0 ]] || joined=yes
      rest=${trimmed#"$word"}
    else
      # There is no line to look at: a separator belongs to both its neighbours.
      rest=
      [[ ! $word || ( $word == *[!=:]* && ( ! $last || $last == *[!=:]* ) ) ]] || joined=yes
    fi
    if [[ $joined ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words[${#words[@]}]=$word
    fi
    last=$word
  done
  typed=${words[${#words[@]} - 1]} piece=$last
  unset "words[${#words[@]} - 1]"
  if [[ $piece != *[!=:]* ]]; then
    piece=
  elif [[ $# -gt 1 && $piece == *[=:]"$2" ]]; then
    # Bash 3.2 splits only what it replaces, not COMP_WORDS.
    piece=$2
  elif [[ $# -gt 1 && $piece == "$2"* ]]; then
    # The cursor is within the word.
    rest=${piece#"$2"}
    typed=${typed%"$rest"} piece=$2
  fi
  typed=${typed//$quotes/} piece=${piece//$quotes/} words=("${words[@]//$quotes/}")
}

# Makes a command the one at hand.
_vcluster_enter() {
  node=$1 place=0 repeated=
  subcommands=() abouts=() arguments=()
  [[ $lent ]] || { names=() values=() notes=(); }
  _vcluster_table "$node"
  if [[ $mode == path ]]; then
    arguments=() repeated=
  else
    _vcluster_restart
  fi
}

# An argument that is a command line or a command's name starts again at the top.
_vcluster_restart() {
  _vcluster_argument_at
  case $value in
    line | path)
      mode=$value lent=yes
      _vcluster_enter vcluster
      ;;
  esac
}

# Sets value to what the argument at this place takes; empty: there is no such argument.
_vcluster_argument_at() {
  local last=$((${#arguments[@]} - 1))
  value=
  if ((place <= last)); then
    value=${arguments[place]}
  elif [[ $repeated ]]; then
    value=${arguments[last]}
  fi
}

# Takes in one word before the cursor; fails if it makes no sense there.
_vcluster_step() {
  local j
  if [[ $due ]]; then
    due=
    return 0
  fi
  if [[ ! $closed && $1 == -?* ]]; then
    if [[ $1 == -- ]]; then
      _vcluster_close
    else
      _vcluster_option_at "$1"
      [[ $lead || $value == none ]] || due=$value
    fi
    return 0
  fi
  for ((j = 0; j < ${#subcommands[@]}; j++)); do
    if [[ ${subcommands[j]} == "$1" ]]; then
      # From its first word on, a command line has options of its own.
      [[ $mode != line ]] || lent=
      _vcluster_enter "$node $1"
      return 0
    fi
  done
  _vcluster_argument_at
  [[ $value ]] || return 1
  place=$((place + 1))
  _vcluster_restart
}

# Behind "--" a command line has its own options too; otherwise there are only arguments left.
_vcluster_close() {
  local kept=$place
  if [[ $mode == line && $lent ]]; then
    lent=
    _vcluster_enter "$node"
    place=$kept
  else
    closed=yes
    [[ $mode == path ]] || subcommands=() abouts=()
  fi
}

# Sets value to what the option in this word takes, and lead to what stands before an attached
# value: --output=json, -ojson, -o=json; flags may come first, as in -sojson.
_vcluster_option_at() {
  local j
  value=none lead=
  if [[ $1 == --* ]]; then
    [[ $1 != *=* ]] || lead=${1%%=*}=
    _vcluster_value_of "${1%%=*}"
    return 0
  fi
  for ((j = 1; j < ${#1}; j++)); do
    [[ ${1:j:1} != = ]] || return 0
    _vcluster_value_of "-${1:j:1}"
    if [[ $value != none ]]; then
      ((j == ${#1} - 1)) || lead=${1:0:j + 1}
      [[ ${1:j + 1:1} != = ]] || lead=$lead=
      return 0
    fi
  done
}

_vcluster_value_of() {
  local k
  for ((k = 0; k < ${#names[@]}; k++)); do
    [[ ${names[k]} != "$1" ]] || value=${values[k]}
  done
}

_vcluster_offer() {
  local j
  lead=
  if [[ $due ]]; then
    _vcluster_offer_value "$due"
  elif [[ ! $closed && $typed == -* ]]; then
    _vcluster_option_at "$typed"
    if [[ $lead ]]; then
      _vcluster_offer_value "$value"
      return 0
    fi
    for ((j = 0; j < ${#names[@]}; j++)); do
      _vcluster_reply "${names[j]}" "${notes[j]}"
    done
  else
    for ((j = 0; j < ${#subcommands[@]}; j++)); do
      _vcluster_reply "${subcommands[j]}" "${abouts[j]}"
    done
    _vcluster_argument_at
    _vcluster_offer_value "$value"
  fi
}

_vcluster_offer_value() {
  local rest
  case $1 in
    words\ *)
      rest="${1#words } "
      while [[ $rest ]]; do
        _vcluster_reply "$lead${rest%% *}" ''
        rest=${rest#* }
      done
      ;;
    file) _vcluster_offer_files -f ;;
    folder) _vcluster_offer_files -d ;;
  esac
}

_vcluster_offer_files() {
  local name
  while IFS= read -r name; do
    _vcluster_reply "$lead$name" ''
  done < <(compgen "$1" -- "${typed#"$lead"}")
  # Not in bash 3.2; elsewhere it marks folders and quotes what needs it.
  compopt -o filenames 2>/dev/null
  return 0
}

_vcluster_reply() {
  [[ $1 == "$typed"* ]] || return 0
  COMPREPLY[${#COMPREPLY[@]}]=${1:${#typed} - ${#piece}}
  hints[${#hints[@]}]=$2
}

# Where readline only lists the words it shows what they mean; it must never insert that.
_vcluster_explain() {
  local j line width=0 limit=$((${COLUMNS:-80} - 5))
  case ${COMP_TYPE-} in
    33 | 63 | 64) ;;
    *) return 0 ;;
  esac
  for ((j = 0; j < ${#COMPREPLY[@]}; j++)); do
    ((${#COMPREPLY[j]} <= width)) || width=${#COMPREPLY[j]}
  done
  ((${#COMPREPLY[@]} > 1 && width < limit - 10)) || return 0
  for ((j = 0; j < ${#COMPREPLY[@]}; j++)); do
    if [[ ${hints[j]} ]]; then
      printf -v line '%-*s  (%s' "$width" "${COMPREPLY[j]}" "${hints[j]}"
      # Wider than the terminal, and every word would take two lines.
      ((${#line} <= limit + 2)) || line=${line:0:limit}...
      COMPREPLY[j]="$line)"
    fi
  done
}

complete -F _vcluster vcluster
