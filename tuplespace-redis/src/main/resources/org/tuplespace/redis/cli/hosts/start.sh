# Starts processes that stay when the connection ends, each in a process group of its own.
#
# directory  where jars and logs are
# ids        of the jobs to start, with a space between
# url space  of the tuple space, for the environment
# classpath  for the environment
# program    a command line for sh, or nothing for Java
# java       the program
# $@         arguments of Java
#
# Answers: started ID PID

# launch COMMAND...
launch() {
  if command -v setsid >/dev/null 2>&1; then
    setsid nohup "$@" >"$log" 2>&1 </dev/null &
  else
    set -m
    nohup "$@" >"$log" 2>&1 </dev/null &
    set +m
  fi
  answer "started $TUPLES_JOB $!"
}

cd || fail 'there is no home directory'
[ -d "$directory/logs" ] || fail "$directory/logs is gone"
export TUPLESPACE_REDIS="$url" TUPLESPACE_SPACE="$space" CLASSPATH="$classpath"
for each in $ids; do
  export TUPLES_JOB="$each"
  log=$directory/logs/$TUPLES_JOB.log
  if [ -n "$program" ]; then
    # The outer shell carries the id, and stays as long as the program: after SIGTERM to the group
    # it waits for it.
    # shellcheck disable=SC2016 # expanded by that shell
    launch sh -c 'trap "exit 143" TERM; sh -c "$1"; exit "$?"' "tuples.job=$TUPLES_JOB" "$program"
  else
    launch "$java" "-Dtuples.job=$TUPLES_JOB" "$@" --name "$TUPLES_JOB"
  fi
done
