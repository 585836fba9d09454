# Asks fish what it offers for the lines in $ASK_LINES, with the script $ASK_SCRIPT.
source $ASK_SCRIPT
while read -l line
    printf '? %s\n' $line
    set -l typed (string length -- (string split ' ' -- $line)[-1])
    for offer in (complete -C"$line")
        # Fish goes on to words that merely resemble what was typed.
        if string match -q -- "*$(string sub -l $typed -- $offer)" $line
            printf '%s\n' $offer
        end
    end
end <$ASK_LINES
