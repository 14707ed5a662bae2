# shellcheck shell=sh disable=SC2154
# What the node exporter's textfile collector shows: https://github.com/prometheus/node_exporter#textfile-collector

write_metrics() {
  directory=$(setting metricsDirectory)
  now=$(date +%s)
  [ "$2" != 0 ] || echo "$now" | replace "$state/last-success"
  (umask 022 && mkdir -p "$directory")
  {
    gauge last_run_timestamp_seconds "When the last run ended." "$now"
    gauge last_success_timestamp_seconds "When a run last exported every guest." "$(cat "$state/last-success" 2>/dev/null || echo 0)"
    gauge last_run_duration_seconds "How long the last run took." "$((now - $1))"
    gauge last_run_sent_bytes "Size of what the last run finished." "$(jq -s 'add // 0' "$work/sent")"
    gauge last_run_failures "Guests that the last run could not export." "$(printf %s "$3" | wc -w)"
    gauge unfinished_guests "Guests that the round under way has still to export." "$(wc -l <"$unfinished")"
    snapshot_times
  } | replace "$directory/offsite-export-$job.prom"
  chmod 644 "$directory/offsite-export-$job.prom"
}

gauge() {
  printf '# HELP offsite_export_%s %s\n# TYPE offsite_export_%s gauge\n' "$1" "$2" "$1"
  printf 'offsite_export_%s{job_name="%s"} %s\n' "$1" "$job" "$3"
}

# Its age is `time()` less this; a guest that was never exported shows 0.
snapshot_times() {
  metric=offsite_export_newest_snapshot_timestamp_seconds
  printf '# HELP %s Time of the newest exported snapshot.\n# TYPE %s gauge\n' "$metric" "$metric"
  while read -r vmid name; do
    time=$(jq .time "$state/exported/$vmid" 2>/dev/null || echo 0)
    printf '%s{job_name="%s",guest="%s",vmid="%s"} %s\n' "$metric" "$job" "$name" "$vmid" "$time"
  done <"$work/guests"
}
