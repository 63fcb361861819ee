# Tells the directory that the shell is in on descriptor 57: at first, after each change by the main
# shell, and at its end. The report is a line of pwd and a zero byte. Errors of cd are shown as
# bash itself would, with the name and line of the caller.
unset BASH_ENV
exec 58<&-
for _ in cd pushd popd; do eval "$_"'() {
  { local - m r; set +euxET; } 2>/dev/null
  if builtin '"$_"' "$@" 2>/dev/null; then
    [[ $BASHPID != "$$" ]] || { builtin pwd; builtin printf "\0"; } 2>/dev/null >&57 || :
  else
    r=$?
    m=$(builtin '"$_"' "$@" 2>&1 >/dev/null) || :
    [[ -z $m ]] || builtin printf "%s: line %s: %s\n" "${BASH_SOURCE[1]:-$0}" "${BASH_LINENO[0]}" "${m#"${BASH_SOURCE[0]}": line *: }" >&2
    return $r
  fi
}'; done
{ builtin pwd; builtin printf '\0'; } 2>/dev/null >&57
# A trap makes bash fork for a lone command, which changes its error texts. It is needed only where
# the functions above can be bypassed.
case $BASH_EXECUTION_STRING in
  *[\;\&\|\(\{$'\n']*|*builtin*|*command*|*eval*|*.*|*source*)
    trap '{ builtin pwd; builtin printf "\0"; } 2>/dev/null >&57' EXIT ;;
esac
