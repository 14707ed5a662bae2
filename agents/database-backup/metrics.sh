# shellcheck shell=sh disable=SC2154
# What the node exporter's textfile collector shows (https://github.com/prometheus/node_exporter#textfile-collector): it
# follows a link in its directory to this file.

write_metrics() {
  directory=$(setting stateDirectory)
  [ -n "$directory" ] || return 0
  # Of a server that does not answer nothing is said of its log: what was so before would pass for how it is.
  answered=yes
  archiver=$(ask_production "select coalesce(extract(epoch from last_archived_time)::bigint, 0), coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)::int from pg_stat_archiver") || answered=
  # A segment is done once its `.ready` is renamed (PostgreSQL documentation, pg_ls_archive_statusdir).
  waiting=$(ask_production "select count(*) from pg_ls_archive_statusdir() where name like '%.ready'") || answered=
  mkdir -p "$directory/$stanza"
  {
    [ -z "$answered" ] || log_gauges
    gauge newest_backup_timestamp_seconds "When a backup last ended well." "$(read_state newest)"
    gauge verified_timestamp_seconds "When all of the repository was last read and found whole." "$(read_state verified)"
    gauge log_gaps "Gaps in the archived log since the oldest backup, when it was last looked at: no moment in one can be had back." "$(read_state gaps)"
    gauge heartbeat_timestamp_seconds "When production last wrote its heartbeat." "$(read_state heartbeat)"
  } >"$directory/$stanza/metrics.new" || return
  chmod 644 "$directory/$stanza/metrics.new" && mv "$directory/$stanza/metrics.new" "$directory/$stanza/metrics.prom" || return
  [ -n "$answered" ]
}

log_gauges() {
  gauge wal_waiting_segments "Segments of the log that wait to be archived; they stay on production's disk until they are." "$waiting"
  gauge wal_failing "1 if the last try to archive a segment failed." "${archiver#*|}"
  gauge wal_last_archived_timestamp_seconds "When a segment was last archived." "${archiver%|*}"
}

gauge() {
  printf '# HELP database_backup_%s %s\n# TYPE database_backup_%s gauge\n' "$1" "$2" "$1"
  printf 'database_backup_%s{stanza="%s"} %s\n' "$1" "$stanza" "$3"
}
