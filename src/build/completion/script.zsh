#compdef vcluster
# zsh completion for vcluster, made by "vcluster completion zsh".
# Put it in a folder of $fpath as _vcluster, or source it. Pressing Tab starts no program.

# Everything that can be said: what every command takes, then what each command has of its own.
_vcluster_table() {
  {{everywhere}}
  case $1 in
    {{commands}}
  esac
}

# _vcluster_command NOTE NAME
_vcluster_command() {
  subcommands+=("$2")
  abouts+=("$1")
}

# _vcluster_option NOTE VALUE NAME...
_vcluster_option() {
  local name
  [[ -z $lent ]] || return 0
  for name in "${@[3,-1]}"; do
    names+=("$name")
    values+=("$2")
    notes+=("$1")
  done
}

# _vcluster_argument VALUE [repeated]
_vcluster_argument() {
  arguments+=("$1")
  repeated=${2-}
}

_vcluster() {
  # The command at hand, what may follow it, and which of its arguments comes next.
  local node repeated
  integer place
  local -a subcommands abouts names values notes arguments
  # "line" or "path" within an argument that is a command line or a command's name itself; lent
  # while the options are still those of the command that has this argument; closed behind "--".
  local mode lent closed
  # The kind of value that is due, because the word before is an option that takes one.
  local due
  local value lead word typed=${(Q)PREFIX}
  _vcluster_enter vcluster
  for word in "${(@)words[2,CURRENT-1]}"; do
    _vcluster_step "${(Q)word}" || return 1
  done
  _vcluster_offer
}

# Makes a command the one at hand.
_vcluster_enter() {
  node=$1 place=1 repeated=
  subcommands=() abouts=() arguments=()
  [[ -n $lent ]] || { names=() values=() notes=() }
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
  value=
  if (( place <= $#arguments )); then
    value=$arguments[place]
  elif [[ -n $repeated ]]; then
    value=$arguments[-1]
  fi
}

# Takes in one word before the cursor; fails if it makes no sense there.
_vcluster_step() {
  if [[ -n $due ]]; then
    due=
  elif [[ -z $closed && $1 == -- ]]; then
    _vcluster_close
  elif [[ -z $closed && $1 == -?* ]]; then
    _vcluster_option_at "$1"
    [[ -n $lead || $value == none ]] || due=$value
  elif (( $subcommands[(Ie)$1] )); then
    # From its first word on, a command line has options of its own.
    [[ $mode != line ]] || lent=
    _vcluster_enter "$node $1"
  else
    _vcluster_argument_at
    [[ -n $value ]] || return 1
    (( place += 1 ))
    _vcluster_restart
  fi
  return 0
}

# Behind "--" a command line has its own options too; otherwise there are only arguments left.
_vcluster_close() {
  integer kept=place
  if [[ $mode == line && -n $lent ]]; then
    lent=
    _vcluster_enter "$node"
    place=kept
  else
    closed=yes
    [[ $mode == path ]] || subcommands=() abouts=()
  fi
}

# Sets value to what the option in this word takes, and lead to what stands before an attached
# value: --output=json, -ojson, -o=json; flags may come first, as in -sojson.
_vcluster_option_at() {
  integer i
  value=none lead=
  if [[ $1 == --* ]]; then
    [[ $1 != *=* ]] || lead=${1%%=*}'='
    _vcluster_value_of "${1%%=*}"
    return
  fi
  for (( i = 2; i <= $#1; i++ )); do
    [[ ${1[i]} != '=' ]] || return
    _vcluster_value_of "-${1[i]}"
    if [[ $value != none ]]; then
      (( i == $#1 )) || lead=${1[1,i]}
      [[ ${1[i+1]} != '=' ]] || lead+='='
      return
    fi
  done
}

_vcluster_value_of() {
  integer at=$names[(Ie)$1]
  (( at == 0 )) || value=$values[at]
}

_vcluster_offer() {
  integer offered=1
  lead=
  if [[ -n $due ]]; then
    _vcluster_offer_value "$due"
  elif [[ -z $closed && $typed == -* ]]; then
    _vcluster_option_at "$typed"
    if [[ -n $lead ]]; then
      compset -p $#lead
      _vcluster_offer_value "$value"
    else
      _vcluster_describe options option names notes -o
    fi
  else
    _vcluster_argument_at
    _vcluster_describe commands command subcommands abouts && offered=0
    _vcluster_offer_value "$value" && offered=0
    return offered
  fi
}

# _vcluster_describe TAG DESCRIPTION WORDS NOTES [-o]
_vcluster_describe() {
  local -a described=("${(@)${(@P)3}//:/\\:}")
  local -a explained=("${(@P)4}")
  integer i
  for (( i = 1; i <= $#described; i++ )); do
    [[ -z $explained[i] ]] || described[i]+=:${explained[i]//\\/\\\\}
  done
  _describe ${5-} -t $1 $2 described
}

_vcluster_offer_value() {
  local expl
  local -a candidates
  case $1 in
    words\ *)
      candidates=(${(s: :)1#words })
      _wanted values expl value compadd -a candidates
      ;;
    file) _files ;;
    folder) _files -/ ;;
    *) return 1 ;;
  esac
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
  _vcluster "$@"
else
  # Sourced by a shell that may not have its completion started yet.
  (( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i }
  compdef _vcluster vcluster
fi
