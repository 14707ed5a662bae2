# shellcheck shell=sh disable=SC2034,SC2154
# What the node exporter's textfile collector shows: https://github.com/prometheus/node_exporter#textfile-collector

# $1: the exit code of the run.
write_metrics() {
  directory=$(setting metricsDirectory)
  now=$(date +%s)
  (umask 022 && mkdir -p "$directory") || return
  {
    gauge last_run_timestamp_seconds "When the last run ended." "$now"
    gauge last_run_exit_code "0: done, or nothing to do; 1: something failed; 75: the window was over." "$1"
    gauge last_round_timestamp_seconds "When the last round began." "$(last_round)"
    gauge round_days "Days between two rounds at most." "$(setting roundDays "$round_days")"
    gauge last_success_timestamp_seconds "When a run last exported every item." "$(cat "$state/last-success" 2>/dev/null || echo 0)"
    gauge last_run_duration_seconds "How long the last run took." "$((now - began))"
    gauge last_run_sent_bytes "Size of what the last run finished." "$(sent_bytes)"
    gauge last_run_failures "Items that could not be exported when they were last tried." "$(lines_in "$state/failed")"
    gauge unfinished_guests "Items that the round under way has still to export." "$(lines_in "$unfinished")"
    gauge round_due "1 if a round was noted that has not begun yet." "$([ -e "$state/due" ] && echo 1 || echo 0)"
    gauge alarms "What status had an alarm about when it was last asked, as after each round that exported every item." "$(cat "$state/alarms" 2>/dev/null || echo 0)"
    item_gauge newest_snapshot_timestamp_seconds "Time of the newest exported snapshot." exported_time
    item_gauge newest_backup_timestamp_seconds "Time of the newest snapshot that is there to be exported, verified or not." newest_time
    item_gauge failed "1 if it could not be exported when it was last tried, or something of it was refused." has_failed
  } | replace "$directory/offsite-export-$job.prom" || return
  chmod 644 "$directory/offsite-export-$job.prom"
}

gauge() {
  printf '# HELP offsite_export_%s %s\n# TYPE offsite_export_%s gauge\n' "$1" "$2" "$1"
  printf 'offsite_export_%s{job_name="%s"} %s\n' "$1" "$job" "$3"
}

# $3: prints the value of one item, by its id.
item_gauge() {
  printf '# HELP offsite_export_%s %s\n# TYPE offsite_export_%s gauge\n' "$1" "$2" "$1"
  list_items | while read -r id name; do
    printf 'offsite_export_%s{job_name="%s",%s} %s\n' "$1" "$job" "$(item_labels "$id" "$name")" "$("$3" "$id")"
  done
}

# Its age is `time()` less this; an item that was never exported, or of which nothing was seen, shows 0.
exported_time() { jq .time "$state/exported/$1" 2>/dev/null || echo 0; }
newest_time() { cat "$state/newest/$1" 2>/dev/null || echo 0; }

has_failed() { if grep -qsx "$1" "$state/failed"; then echo 1; else echo 0; fi; }

# What another run sends, while this one waits, is that one's.
sent_bytes() { if [ -n "$turn" ]; then jq -s 'add // 0' "$work/sent"; else echo 0; fi; }

lines_in() { if [ -e "$1" ]; then wc -l <"$1"; else echo 0; fi; }
