# Asks bash what it offers for the lines in $ASK_LINES, with the script $ASK_SCRIPT.
# Sets COMP_WORDS and the others as readline does; $ASK_AS says which readline:
#   words     COMP_WORDBREAKS as it comes: "=" and ":" are words of their own
#   whole     without "=" and ":" in COMP_WORDBREAKS
#   lineless  as words, but COMP_LINE is not set
#   old       bash 3.2: COMP_WORDS is whole, yet only what is behind "=" or ":" is replaced
set -u
source "$ASK_SCRIPT"

# Splits what has no blanks at the separators.
ask_split() {
  local text=$1 part
  while [[ $text == *[=:]* ]]; do
    part=${text%%[=:]*}
    [[ -z $part ]] || COMP_WORDS+=("$part")
    text=${text#"$part"}
    part=${text%%[!=:]*}
    COMP_WORDS+=("$part")
    text=${text#"$part"}
  done
  [[ -z $text ]] || COMP_WORDS+=("$text")
}

ask() {
  local word last kept='' current
  read -r -a typed <<<"$1"
  [[ $1 != *' ' ]] || typed+=('')
  COMP_WORDS=()
  for word in "${typed[@]}"; do
    case $ASK_AS in
      whole | old) COMP_WORDS+=("$word") ;;
      *) if [[ $word ]]; then ask_split "$word"; else COMP_WORDS+=(''); fi ;;
    esac
  done
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=$ASK_TYPE
  [[ $ASK_AS != lineless ]] || unset COMP_LINE
  last=${typed[${#typed[@]} - 1]}
  [[ $ASK_AS == whole || $last != *[=:]* ]] || kept=${last%"${last##*[=:]}"}
  current=${last#"$kept"}
  printf '? %s\n' "$1"
  if [[ $ASK_AS == lineless ]]; then
    _vcluster
  else
    _vcluster vcluster "$current" ''
  fi
  for word in ${COMPREPLY[@]+"${COMPREPLY[@]}"}; do
    if [[ $word == *'  ('*')' ]]; then
      current=${word#*'  ('}
      printf '%s\t%s\n' "$kept${word%% *}" "${current%)}"
    else
      printf '%s\n' "$kept$word"
    fi
  done
}

while IFS= read -r line; do
  ask "$line"
done <"$ASK_LINES"
