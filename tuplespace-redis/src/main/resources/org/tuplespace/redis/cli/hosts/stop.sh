# Ends jobs: by SIGTERM, and if wanted by SIGKILL when the time is over.
#
# grace  how many seconds they may take
# kill   yes or no
# $@     of each job id, process, and worker or program
#
# Answers: gone ID, was not running; ended ID; killed ID; runs ID, still

left=
while [ $# -gt 0 ]; do
  found=$(find_job "$1" "$2")
  if [ -z "$found" ]; then
    answer "gone $1"
  else
    if [ "$3" = worker ]; then
      kill -TERM "$found" # alone, since it waits for its jobs and what they have started
    else
      kill -TERM "-$found" || kill -TERM "$found"
    fi 2>/dev/null
    left="$left $1/$found"
  fi
  shift 3
done

# remove_ended: takes those out of $left that have ended.
remove_ended() {
  still=
  for job in $left; do
    if [ -n "$(find_job "${job%/*}" "${job##*/}")" ]; then
      still="$still $job"
    else
      answer "$1 ${job%/*}"
    fi
  done
  left=$still
}

# wait_until SECONDS WORD: since the epoch; WORD is the answer for those that have ended.
wait_until() {
  while
    remove_ended "$2"
    [ -n "$left" ] && [ "$(date +%s)" -lt "$1" ]
  do
    sleep 0.2 2>/dev/null || sleep 1
  done
}

wait_until "$(($(date +%s) + grace))" ended
if [ "$kill" = yes ] && [ -n "$left" ]; then
  for job in $left; do
    kill -KILL "-${job##*/}" 2>/dev/null || kill -KILL "${job##*/}" 2>/dev/null
  done
  wait_until "$(($(date +%s) + 5))" killed
fi
for job in $left; do
  answer "runs ${job%/*}"
done
