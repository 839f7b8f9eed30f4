#!/usr/bin/env bash
# Runs a command with the number of workers that a queue needs now, as its last argument.
#
#   autoscale.sh QUEUE JOBS-A-WORKER MOST COMMAND...
#   autoscale.sh render 10 50 kubectl scale deployment/tuples-worker --replicas
#   autoscale.sh render 10 50 gcloud compute instance-groups managed resize workers --zone Z --size
#   autoscale.sh render 10 50 aws autoscaling set-desired-capacity --auto-scaling-group-name G --desired-capacity
#
# Server and space are those of TUPLESPACE_REDIS and TUPLESPACE_SPACE. Meant for cron, once a minute.
set -euo pipefail

if (($# < 4)); then
  sed -n '4,7s/^#   //p' "$0" >&2
  exit 2
fi
queue=$1 jobs_a_worker=$2 most=$3
shift 3

queues=$(tuples queue ls --json) || exit
# A queue that is empty, and has no workers, is not listed.
line=$(grep -F "\"queue\":\"$queue\"" <<<"$queues") || line='"waiting":0,"running":0'
number() {
  sed -E "s/.*\"$1\":([0-9]+).*/\1/" <<<"$line"
}
# Those that run count too: whoever works on them must not be taken away.
jobs=$(($(number waiting) + $(number running)))
wanted=$(((jobs + jobs_a_worker - 1) / jobs_a_worker))
exec "$@" "$((wanted < most ? wanted : most))"
