# Runs what the arguments say, a main class and more options before it, from the distribution in
# $home, on the java that the machine has: 17 or newer.
java=${JAVA_HOME:+$JAVA_HOME/bin/java}
[ -x "$java" ] || java=java
terminals=
[ -t 1 ] && terminals=1
# Java opens paths in the locale's encoding.
export LC_ALL=C.UTF-8

exec "$java" "@$home/lib/server.options" -Dvcluster.etc="$home/etc" \
  -Dvcluster.terminals=$terminals \
  -cp "$home/lib/*:$home/lib/server/*" "$@"
