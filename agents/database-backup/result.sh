# shellcheck shell=sh disable=SC2034,SC2154
# One line of JSON, whatever happened; what is said besides goes to standard error.

error='' server='' claimed='' made='' work='' restored='' keep='' began=$(date +%s) target_type='' target='' backup_label='' restore_seconds=null recovery_seconds=null asked='' folder='' archived_at=''

# Runs at every end of a restore or a look at the repository. $1: how it ended, where that is known already.
finish() {
  code=${1:-$?}
  trap - EXIT INT TERM HUP
  stop_server
  [ "$asked" = '' ] || [ "$code" -eq 64 ] || print_result "$code" || code=1
  clear_directory
  [ -z "$work" ] || rm -rf -- "$work"
  exit "$code"
}

interrupted() {
  error="it was ended by a signal"
  say "ERR $error"
  exit 1
}

print_result() {
  checks=/dev/null rows=/dev/null
  [ ! -s "$work/checks" ] || checks=$work/checks
  [ ! -s "$work/rows" ] || rows=$work/rows
  [ "$1" -eq 0 ] || [ -n "$error" ] || error="it ended with $1"
  jq -nc --arg action "$asked" --arg stanza "${stanza:-}" --arg error "$error" --arg type "$target_type" --arg target "$target" --arg backup "$backup_label" \
    --argjson restore "$restore_seconds" --argjson recovery "$recovery_seconds" --argjson all "$(($(date +%s) - began))" \
    --slurpfile checks "$checks" --slurpfile databases "$rows" '
      { $action, $stanza, result: (if $error == "" then "passed" else "failed" end) }
      + (if $error == "" then {} else { $error } end)
      + (if $type == "" then {} else { target: ({ $type } + if $target == "" then {} else { value: $target } end) } end)
      + (if $backup == "" then {} else { $backup } end)
      + { seconds: { $restore, $recovery, $all }, $databases, $checks }'
}
