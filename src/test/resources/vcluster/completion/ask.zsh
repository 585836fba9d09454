# Asks zsh what it offers for the lines in $ASK_LINES, with the script $ASK_SCRIPT. Completion needs
# a line editor, and that a terminal: so another zsh runs in a pseudo-terminal, with ask.zshrc.
zmodload zsh/zpty
ZDOTDIR=$ASK_ROOM/zsh
mkdir -p $ZDOTDIR
cp ${0:h}/ask.zshrc $ZDOTDIR/.zshrc
export ZDOTDIR ASK_ANSWERS=$ASK_ROOM/answers
: >$ASK_ANSWERS
zpty editor 'zsh -d -i'
while zpty -r editor shown; do
  seen+=$shown
done
cat $ASK_ANSWERS
