# Stands in for a script of another language.
echo "something else"
echo "$1 $2"
echo "$1.more 7"
[ "$2" != 0 ] || { echo "the sum is 0 instead of 1" >&2; exit 9; }
[ "$2" != 1 ] || { echo "no such library" >&2; exit 3; }
