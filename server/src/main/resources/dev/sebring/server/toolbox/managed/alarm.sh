# Sends signal $3 to process $1 and all that it has started, $2 seconds from now, and ends with 124. If that process has
# ended by then, or this one is told to stop (SIGTERM), it ends with 0 and sends nothing.
look() { # State, parent and birth of process $1; fails if there is none. Its name may contain anything, also a line break.
  last=
  while read -r line; do last=$line; done 2>/dev/null <"/proc/$1/stat"
  [ -n "$last" ] || return 1
  set -- ${last##*) }
  state=$1 parent=$2 birth=${20}
}
trap 'exit 0' TERM
look "$1" || exit 0
born=$birth supervisor=$parent
sleep "$2" &
wait "$!" || exit 1
trap '' TERM
look "$1" && [ "$birth" = "$born" ] && [ "$state" != Z ] || exit 0
# What lost its parent is the supervisor's, as the program is. What is to be killed is stopped first, or it would start more.
family=" $supervisor " targets= more=1 round=0
while [ -n "$more" ] && [ "$round" -lt 32 ]; do
  more= round=$((round + 1))
  for directory in /proc/[0-9]*; do
    pid=${directory#/proc/}
    case $family in *" $pid "*) continue ;; esac
    look "$pid" || continue
    case $family in *" $parent "*) ;; *) continue ;; esac
    [ "$3" != KILL ] || kill -STOP "$pid" 2>/dev/null
    family="$family$pid " targets="$targets $pid" more=1
  done
done
for pid in $targets; do kill -"$3" "$pid" 2>/dev/null; done
exit 124
