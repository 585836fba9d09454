# Runs what the arguments say, a main class and more options before it, from the distribution in
# $vcluster_home, on the java that the machine has: 17 or newer.
vcluster_java=${JAVA_HOME:+$JAVA_HOME/bin/java}
[ -x "$vcluster_java" ] || vcluster_java=java
vcluster_terminals=
[ -t 1 ] && vcluster_terminals=1
. "$vcluster_home/lib/locale.sh"
exec "$vcluster_java" "@$vcluster_home/lib/server.options" -Dvcluster.etc="$vcluster_home/etc" \
  -Dvcluster.terminals=$vcluster_terminals \
  -cp "$vcluster_home/lib/*:$vcluster_home/lib/server/*" "$@"
