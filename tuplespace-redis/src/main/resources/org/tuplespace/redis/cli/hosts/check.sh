# Looks which jobs run.
#
# $@  of each job id, process and log
#
# Answers: runs ID PID; ended ID LAST LINE OF THE LOG

while [ $# -gt 0 ]; do
  found=$(find_job "$1" "$2")
  if [ -n "$found" ]; then
    answer "runs $1 $found"
  else
    answer "ended $1 $(grep -v '^[[:space:]]*$' "$3" 2>/dev/null | tail -n 1)"
  fi
  shift 3
done
