# Runs a server that ends when its parent does, however that ends.
#
# Standard input is a pipe that the parent holds open and never writes to. When it closes, because
# the parent closed it, exited or was killed, the server is told to stop, 10 s later it is killed,
# and HOME is removed. When the server ends by itself, HOME stays: the parent reads the log there.
#
# Arguments: HOME SERVER CONFIGURATION
#   HOME           directory of this run; gets a file "pid" with the server's process id
#   SERVER         the server program
#   CONFIGURATION  its configuration file
# Exit status: the server's.

home=$1
server=$2
configuration=$3

exec 3<&0 </dev/null

# The server writes its own process id before it becomes the server, so that the file is there
# whenever the server answers.
sh -c 'echo "$$" >"$1/pid"; exec 3<&-; exec "$2" "$3"' sh "$home" "$server" "$configuration" &
pid=$!

(
  while read -r _ <&3; do :; done
  : >"$home/stopping"
  kill -TERM "$pid"
  kill -CONT "$pid"
  waited=0
  while [ "$waited" -lt 100 ]; do
    sleep 0.1
    waited=$((waited + 1))
  done
  kill -KILL "$pid"
) 2>/dev/null &
watcher=$!
exec 3<&-

wait "$pid"
status=$?
kill "$watcher" 2>/dev/null
if [ -e "$home/stopping" ]; then
  rm -rf "$home"
fi
exit "$status"
