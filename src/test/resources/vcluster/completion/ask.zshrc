# What ask.zsh runs in the pseudo-terminal: answers all lines as soon as the editor is there.
PS1= RPS1=
stty columns 200
unsetopt beep prompt_sp
case $ASK_AS in
  sourced)
    autoload -Uz compinit && compinit -D -u
    source $ASK_SCRIPT
    ;;
  bare) source $ASK_SCRIPT ;;
  fpath)
    fpath=(${ASK_SCRIPT:h} $fpath)
    autoload -Uz compinit && compinit -D -u
    ;;
esac

# Writes down the words that a completion function adds, with what is shown for each.
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a words_added shown
  local note
  integer d=${@[(i)-d]} i
  (( d < $# )) && shown=("${(@P)@[d+1]}")
  builtin compadd -A words_added -D shown "$@"
  for (( i = 1; i <= $#words_added; i++ )); do
    note=
    [[ $shown[i] != *' -- '* ]] || note=${shown[i]#* -- }
    print -r -- "$IPREFIX${(Q)words_added[i]}"$'\t'$note >>$ASK_ANSWERS
  done
  builtin compadd "$@"
}

answer() {
  local line
  while IFS= read -r line; do
    print -r -- "? $line" >>$ASK_ANSWERS
    BUFFER=$line CURSOR=$#line
    zle list-choices
  done <$ASK_LINES
  BUFFER=exit
  zle accept-line
}
zle -N zle-line-init answer
