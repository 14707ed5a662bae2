# shellcheck shell=sh disable=SC2034,SC2154
# The restore itself, and a server of its own on what was restored, until its recovery has ended.

restore_files() {
  set -- --pg1-path="$data" --no-delta --archive-mode=off --tablespace-map-all="$directory/tablespaces" --set="$backup_label" restore
  # Nothing is replaced, and a tablespace never goes back to where production has it.
  target_options >"$work/options"
  while IFS= read -r option; do set -- "$@" "$option"; done <"$work/options"
  backrest "$@" >"$work/restored" 2>"$work/why" ||
    fail "the backup $backup_label is not restored: $(why_unrestored)"
  restored=yes
}

why_unrestored() {
  cat "$work/restored" "$work/why" >"$work/both"
  no_space "$work/both" || said "$work/both"
}

# pgBackRest 2.45 does not always say why it could not write.
no_space() {
  if ! grep -qs 'No space left on device' "$@"; then
    # shellcheck disable=SC2046 # Two numbers.
    set -- $(stat -f -c '%a %S' -- "$directory")
    [ $(($1 * $2)) -lt 1048576 ] || return
  fi
  echo "the disk of $directory is full"
}

# What production had set with ALTER SYSTEM came back as well (postgresql.auto.conf), so that all which leads out of this
# directory is overruled on the command line, which goes before every file: no network, no archive, no job of an
# extension, no subscription that would take from a publisher what production waits for. Nor is it waited for the disk:
# what is kept is written through at the end.
start_server() {
  printf 'local all %s peer map=restore\n' "$superuser" >"$directory/hba.conf"
  printf 'restore %s %s\n' "$(id -un)" "$superuser" >"$directory/ident.conf"
  : >"$directory/postgresql.conf"
  "$programs/pg_controldata" -D "$data" >"$work/control" || fail "$data has no pg_control that pg_controldata of $programs can read"
  # One that was prepared has its place in memory, or the recovery ends at it.
  prepared=$(sed -n 's/^max_prepared_xacts setting: *//p' "$work/control")
  set -- -D "$data" -c "config_file=$directory/postgresql.conf" -c "hba_file=$directory/hba.conf" -c "ident_file=$directory/ident.conf"
  for overruled in "listen_addresses=" "port=$port" "unix_socket_directories=$socket" unix_socket_permissions=0700 \
    archive_mode=off archive_command=/bin/false archive_library= archive_cleanup_command= recovery_end_command= \
    ssl=off "shared_preload_libraries=$(setting preload)" max_logical_replication_workers=0 max_wal_senders=0 \
    primary_conninfo= primary_slot_name= synchronous_standby_names= autovacuum=off hot_standby=off \
    fsync=off max_connections=20 "max_prepared_transactions=$prepared" max_locks_per_transaction=1024 shared_buffers=128MB huge_pages=off wal_level=minimal logging_collector=off log_destination=stderr \
    log_min_messages=log "log_line_prefix=" lc_messages=C log_timezone=UTC log_checkpoints=off event_source= external_pid_file= \
    "recovery_target_timeline=latest"; do
    set -- "$@" -c "$overruled"
  done
  write_start "$@"
  # Its restore_command runs pgBackRest, for which the same holds as in `backrest`.
  export PGBACKREST_LOCK_PATH="$work/lock" PGBACKREST_SPOOL_PATH="$work/spool" PGBACKREST_LOG_PATH="$work" PGBACKREST_ARCHIVE_ASYNC=n PGBACKREST_LOG_LEVEL_FILE=off
  "$programs/postgres" "$@" >"$server_log" 2>&1 &
  server=$!
  await_server
}

# For who keeps what was restored: the same server again, which leads nowhere either, whatever production had set. It has
# what it writes on its disk, as somebody may work with it. The rest is the server's.
write_start() {
  {
    printf '#!/bin/sh\n# Starts the restored copy on %s alone: port %s.\nexec' "$socket" "$port"
    for word in "$programs/postgres" "$@"; do printf " '%s'" "$(printf %s "$word" | sed "s/'/'\\\\''/g")"; done
    printf ' -c fsync=on "$@"\n'
  } >"$work/start"
}

# With no hot standby a server takes nobody in before its recovery has ended: one that goes on to die is not mistaken for
# one that is there.
await_server() {
  patience=$(($(date +%s) + $(setting recoverySeconds 14400)))
  until "$programs/pg_isready" -q -h "$socket" -p "$port" -d postgres; do
    kill -0 "$server" 2>/dev/null || fail "the restored server ended before it was at $(target_words): $(why_ended)"
    [ "$(date +%s)" -lt "$patience" ] || fail "the recovery had not ended after $(setting recoverySeconds 14400) seconds; recoverySeconds of $configuration allows more"
    sleep 0.2
  done
}

why_ended() {
  no_space "$server_log" && return
  replayed=$(sed -n 's/^LOG:  restored log file "\([0-9A-F]*\)" from archive$/\1/p' "$server_log" | tail -n 1)
  case $(cat "$server_log") in
    *"recovery ended before configured recovery target was reached"*)
      echo "the archive ends before it. The last segment that was replayed is ${replayed:-none}, the last transaction $(last_transaction)$(what_is_missing)$([ -z "$folder" ] || printf '; what was unpacked covers %s' "$(covered)")"
      ;;
    *) said "$server_log" ;;
  esac
}

last_transaction() { sed -n 's/^.*last completed transaction was at log time //p' "$server_log" | tail -n 1 | grep . || echo "none"; }

what_is_missing() {
  [ ! -s "$work/gaps" ] || printf '; missing in the archive: %s' "$(paste -s -d ',' "$work/gaps")"
  [ "$target_type" != name ] || printf "; it may be from before the backup %s: --set names an earlier one of %s" "$backup_label" "$(backups_there)"
}

stop_server() {
  [ -n "${server:-}" ] || return 0
  # SIGINT, the fast shutdown (PostgreSQL documentation, "Shutting Down the Server").
  kill -INT "$server" 2>/dev/null || :
  wait "$server" || :
  server=''
}

# Prints what a query answers, of a database that nothing changes. $1: the database, $2: the query.
query() {
  PGOPTIONS='-c default_transaction_read_only=on' "$programs/psql" -X -qAt -v ON_ERROR_STOP=1 -h "$socket" -p "$port" -U "$superuser" -d "$1" -c "$2"
}
