# shellcheck shell=sh disable=SC2034,SC2154
# What is run by people and by timers.

usage() {
  cat >&2 <<'TEXT'
usage: database-dump dump STANZA
       database-dump restore STANZA --set TIME|latest DIRECTORY [--keep]
       database-dump cat STANZA --set TIME|latest DATABASE|globals.sql
       database-dump status STANZA
       database-dump sets STANZA
TIME is that of a set as `status` lists them: 20261122T100000Z. DIRECTORY is empty or is not there yet; with --keep what was restored stays in it.
Exit code 0: all is well; 1: something is not, and the result's "error" says what; 64: wrong usage.
TEXT
  exit 64
}

# Whether this is a dump, whose end the metrics tell: also one that cannot begin. Root's would be no file of the agent's.
trying=

end_dump() {
  dump_code=$?
  [ -z "$trying" ] || [ -z "${state:-}" ] || write_metrics "$dump_code" || say "WARN the metrics of $stanza cannot be written"
  finish "$dump_code"
}

action=${1:-}
[ "$#" -ge 2 ] || usage
[ "$action" != dump ] || [ "$(id -u)" -eq 0 ] || trying=yes
trap end_dump EXIT
trap interrupted INT TERM HUP
case $action in
  restore | status) asked=$action ;;
  dump | cat | sets) ;;
  *) usage ;;
esac
wanted_stanza=$2
shift 2
load "$wanted_stanza"
# Not on the disk that is restored to, which may be full when something is to be said of it.
work=$(mktemp -d)
server_log=$work/server.log
: >"$work/checks"
case $action in
  dump) dump_server "$@" ;;
  restore) restore_set "$@" ;;
  status) status_of_sets "$@" ;;
  cat) print_archive "$@" ;;
  sets) print_sets "$@" ;;
esac
