# Makes the directory, finds Java, and looks which jars are missing.
#
# directory  where jars and logs go; relative to the home directory
# java       the program, or nothing to look for it, or - if none is needed
# $@         names of jars
#
# Answers: directory PATH; java PATH; version VERSION; missing JAR

mkdir -p "$directory/jars" "$directory/logs" && cd "$directory" ||
  fail "can't make the directory $directory; set another by dir=... in the hosts file"
answer "directory $(pwd -P)"

# Of uploads that were cut off.
find . -name 'incoming-*' -prune -mtime +1 -exec rm -rf {} +

if [ "$java" != - ]; then
  if [ -z "$java" ] && [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
  elif [ -z "$java" ]; then
    java=$(command -v java) ||
      fail 'there is no java; install Java 17 or later, or set java=... in the hosts file'
  fi
  said=$("$java" -version 2>&1) ||
    fail "$java -version fails; install Java 17 or later, or set java=... in the hosts file"
  answer "java $java"
  answer "version $(printf '%s\n' "$said" | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)"
fi

for jar in "$@"; do
  [ -f "jars/$jar" ] || answer "missing $jar"
done
