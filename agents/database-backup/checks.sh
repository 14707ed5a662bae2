# shellcheck shell=sh disable=SC2154
# Whether what came back is whole. Each check leaves a line in $work/checks, its name, its verdict and why; one that could
# not look has not passed.

# $1: its name; the rest is what decides, and prints what it found.
check() {
  check_name=$1
  shift
  if detail=$("$@" 2>"$work/check-errors"); then verdict=passed; else
    verdict=failed
    detail="$detail $(tail -n 3 "$work/check-errors" | tr -cd '\12\40-\176' | paste -s -d ' ')"
  fi
  record "$verdict" "$detail"
}

record() {
  jq -nc --arg name "$check_name" --arg result "$1" --arg detail "$(printf %s "$2" | sed 's/^ *//; s/ *$//')" '{ $name, $result, $detail }' >>"$work/checks"
  [ "$1" != failed ] || say "ERR $check_name: $2"
}

skip() {
  check_name=$1
  record skipped "$2"
}

# Whatever it was restored from; the server has done its work then.
check_contents() {
  jq -c '.invariants // [] | .[]' "$configuration" >"$work/invariants"
  while IFS= read -r invariant; do
    check "invariant $(printf %s "$invariant" | jq -r .name)" holds "$invariant"
  done <"$work/invariants"
  check "rows" rows_there
  check "indexes (pg_amcheck)" indexes_whole
  check "full read (pg_dump)" reads_to_the_end
  stop_server
}

refuse_failed_checks() {
  failed=$(jq -rs 'map(select(.result == "failed") | .name) | join(", ")' "$work/checks")
  [ -z "$failed" ] || fail "what came back is not whole: $failed"
}

run_checks() {
  check "recovery has ended" recovery_ended
  check "recovery ended at the target" ended_at_target
  check "no transaction after the target" nothing_later
  check "databases" databases_there
  check_heartbeat
  check_contents
  check_checksums
}

recovery_ended() {
  [ "$(query postgres 'select pg_is_in_recovery()')" = f ] || { echo "the server is still in recovery" && return 1; }
  echo "timeline $(query postgres 'select timeline_id from pg_control_checkpoint()')"
}

# By the server's own account; without its line it stopped for another reason.
ended_at_target() {
  case $target_type in
    time) grep -m 1 -E 'LOG:  recovery stopping (before|after) (commit|abort|prepare)' "$server_log" | sed 's/^LOG:  //' | grep . || { echo "the log does not say that recovery stopped at a transaction" && return 1; } ;;
    name) grep -m 1 -F "LOG:  recovery stopping at restore point \"$target\"" "$server_log" | sed 's/^LOG:  //' | grep . || { echo "the log does not say that recovery stopped at the restore point" && return 1; } ;;
    # Recovery to the latest ends well at the first segment that is missing.
    latest)
      grep -qF "restored log file \"$archive_max\" from archive" "$server_log" || { echo "$archive_max, the last of the archive, was not replayed" && return 1; }
      echo "replayed to $archive_max, the last of the archive"
      ;;
  esac
}

nothing_later() {
  last=$(query postgres 'select pg_last_xact_replay_timestamp()') || return 1
  case $target_type in
    time) [ "$(query postgres "select coalesce(pg_last_xact_replay_timestamp() <= '$target'::timestamptz, true)")" = t ] || { echo "the last transaction is of $last" && return 1; } ;;
  esac
  echo "${last:-none was replayed}"
}

databases_there() {
  query postgres "select datname from pg_database where datallowconn and not datistemplate order by 1" >"$work/databases" || return 1
  setting databases | sort -u >"$work/declared"
  missing=$(sort "$work/databases" | comm -13 - "$work/declared" | paste -s -d ' ')
  [ -z "$missing" ] || { echo "missing: $missing; there are: $(paste -s -d ' ' "$work/databases")" && return 1; }
  paste -s -d ' ' "$work/databases"
}

# The pair that `beat` writes in one transaction: a restore that tore one apart has less on one side.
check_heartbeat() {
  heartbeat=$(setting heartbeatDatabase)
  [ -n "$heartbeat" ] || { skip "heartbeat" "heartbeatDatabase of $configuration names no database, so nobody can say how old what came back is" && return; }
  check "heartbeat is paired" paired
  [ "$target_type" = name ] || check "heartbeat is near the target" beat_near
}

paired() {
  query "$heartbeat" 'select count(*), max(n) - min(n) + 1, max(n), (select beats from backup_heartbeat.total) from backup_heartbeat.beat' |
    {
      IFS='|' read -r rows span newest total || :
      [ "${newest:-none} $rows" = "$total $span" ] || { echo "there are ${rows:-no} rows to number ${newest:-none}, and the counter says ${total:-nothing}" && return 1; }
      echo "$total beats"
    }
}

# No later than the target, and not further from it than what may be lost.
beat_near() {
  # The latest of what was unpacked is as old as it is.
  at="'$(epoch_words "$([ -z "$archived_at" ] && echo "$asked_at" || echo "$((archived_at + clock_skew))")")'::timestamptz"
  [ "$target_type" != time ] || at="'$target'::timestamptz"
  minutes=$(setting rpoMinutes 1440)
  query "$heartbeat" "select max(at), max(at) <= $at, max(at) >= $at - interval '$minutes minutes' from backup_heartbeat.beat" |
    {
      IFS='|' read -r newest before near || :
      [ "${before:-}${near:-}" = tt ] || { echo "the newest is of ${newest:-nowhen}, the target is $(target_words), and $minutes minutes may be lost" && return 1; }
      echo "the newest is of $newest"
    }
}

holds() {
  answer=$(query "$(printf %s "$1" | jq -r .database)" "$(printf %s "$1" | jq -r .query)") || return 1
  [ "$answer" = t ] || { echo "its query answers '$answer', and t is what it has to" && return 1; }
}

# Every row of every table is counted. A cluster without any is nobody's backup.
rows_there() {
  : >"$work/rows"
  all=0
  while IFS= read -r database; do
    PGOPTIONS='-c default_transaction_read_only=on' "$programs/psql" -X -qAt -v ON_ERROR_STOP=1 -h "$socket" -p "$port" -U "$superuser" -d "$database" >"$work/counts" <<'SQL' || return 1
select format('select count(*) from only %I.%I', n.nspname, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'm') and c.relispopulated and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
\gexec
SQL
    rows=$(awk '{ sum += $1 } END { printf "%.0f", sum }' "$work/counts")
    jq -nc --arg name "$database" --argjson tables "$(lines_in "$work/counts")" --argjson rows "$rows" '{ $name, $tables, $rows }' >>"$work/rows"
    all=$((all + rows))
  done <"$work/databases"
  echo "$all rows"
  [ "$all" -gt 0 ]
}

indexes_whole() {
  "$programs/pg_amcheck" -h "$socket" -p "$port" -U "$superuser" --maintenance-db=postgres --all --install-missing --heapallindexed >"$work/amcheck" 2>&1 && return
  tr -cd '\12\40-\176' <"$work/amcheck" | head -n 3 | paste -s -d ' '
  return 1
}

reads_to_the_end() {
  "$programs/pg_dumpall" -h "$socket" -p "$port" -U "$superuser" -l postgres --globals-only >/dev/null || return 1
  while IFS= read -r database; do
    "$programs/pg_dump" -h "$socket" -p "$port" -U "$superuser" -d "$database" >/dev/null </dev/null || { echo "$database" && return 1; }
  done <"$work/databases"
}

check_checksums() {
  version=$("$programs/pg_controldata" -D "$data" | sed -n 's/^Data page checksum version: *//p')
  if [ "$version" = 0 ] && [ "$(setting checksums)" = false ]; then
    skip "data checksums" "declared as off in production"
  else
    check "data checksums" checksums_right
  fi
}

checksums_right() {
  "$programs/pg_checksums" --check -D "$data" >"$work/checksums" 2>"$work/checksum-errors" && { grep -E '^(Blocks scanned|Bad checksums)' "$work/checksums" | paste -s -d ' ' && return; }
  [ "$version" != 0 ] || { echo 'production has none; stop it and run pg_checksums --enable, or declare "checksums": false' && return 1; }
  head -n 3 "$work/checksum-errors" | tr -cd '\12\40-\176' | paste -s -d ' '
  return 1
}
