# Holds one run: descriptor 58 is its request, standard output is where its interpreter answers. It ends with 0 once the
# run has, or interrupts it when its time ($1 seconds; 0: any) is up, or when it is told to stop, and ends with 124.
# From standard input it learns that the run's turn has come (the interpreter's pid and, if a signal is not the way to
# interrupt it, the file to ask), that it has ended ("end") and that it is to stop ("stop").
ended_soon() {
  while read -r -t 1 word; do
    [ "$word" = end ] && exit 124
  done
}
echo $$
read -r interpreter orders
[ "$interpreter" = stop ] && exit 124
if [ "$1" = 0 ]; then read -r word; else read -r -t "$1" word; fi
[ "$word" = end ] && exit 0
if [ -n "$orders" ]; then echo "stop $$" >"$orders"; else kill -INT "$interpreter"; fi
ended_soon
# It may be waiting for a program that it has started.
kill -INT -- "-$interpreter"
ended_soon
kill -KILL "$interpreter"
exit 124
