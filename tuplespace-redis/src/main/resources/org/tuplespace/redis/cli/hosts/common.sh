# What the scripts share. Answers are lines that begin with "tuples: ", since a login may print too.

umask 077

answer() {
  printf 'tuples: %s\n' "$*"
}

fail() {
  answer "error $*"
  exit 1
}

# find_job ID PID: prints the number of the process that carries this id among its arguments, if it
# runs. PID 0 is one that is not known. The pattern of grep does not match itself.
find_job() {
  if [ -r /proc/self/cmdline ]; then
    if [ "$2" -gt 0 ]; then
      set -- "$1" "/proc/$2/cmdline"
    else
      set -- "$1" /proc/[0-9]*/cmdline
    fi
    id=$1
    shift
    grep -ls -e "tuples[.]job=$id" "$@" | sed 's|/proc/||; s|/.*||' | sort -n | head -n 1
  elif [ "$2" -gt 0 ]; then
    ps -ww -o pid= -o args= -p "$2" | grep -e "tuples[.]job=$1" | awk '{ print $1 }'
  else
    ps -eww -o pid= -o args= | grep -e "tuples[.]job=$1" | awk '{ print $1 }' | head -n 1
  fi
}
