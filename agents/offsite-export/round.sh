# shellcheck shell=sh disable=SC2034,SC2154
# The rounds of a job: every item is tried, what failed is said at the end, and what is not done is left to `resume`.

# Days between two rounds at most: the first such day of one month and the next, and one more.
round_days=36

# A round: the newest snapshot of every item that is acceptable. It is noted before anything waits, so that whatever
# ends this run, `resume` makes what it did not.
export_job() {
  case ${1:-} in
    '' | --ignore-window) [ "$#" -le 1 ] || usage ;;
    *) usage ;;
  esac
  begin_run
  note_round
  need_secrets
  take_turn "${1:-}"
  begin_round
  run_round
}

# Goes on with the round that the end of the window, a lock, a restart or a fault has cut short, and makes one that
# never began.
resume_job() {
  [ "$#" = 0 ] || usage
  begin_run
  make_up_for_round
  [ -s "$unfinished" ] || [ -e "$state/due" ] || return 0
  need_secrets
  export OFFSITE_RESUME=yes
  take_turn ''
  [ ! -e "$state/due" ] || begin_round
  run_round
}

# However a run ends, it writes the metrics.
begin_run() {
  began=$(date +%s)
  missed='' turn=''
  trap 'end_run $?' EXIT
  trap 'exit 143' INT TERM HUP
}

end_run() {
  trap - EXIT INT TERM HUP
  ended=$1
  [ "$ended" != 0 ] || [ -z "$missed" ] || ended=1
  write_metrics "$ended" || {
    say "ERR the metrics could not be written to $(setting metricsDirectory)"
    [ "$ended" != 0 ] || ended=1
  }
  exit "$ended"
}

note_round() { date +%s | replace "$state/due"; }

# Since when no round has begun; of what an earlier version left, the last success.
last_round() {
  [ -s "$state/round" ] || { cat "$state/last-success" 2>/dev/null || date +%s; } | replace "$state/round"
  cat "$state/round"
}

# Since when rounds have been waited for: one that fails is none that was made.
first_round() {
  [ -s "$state/first-round" ] || last_round | replace "$state/first-round"
  cat "$state/first-round"
}

# A timer that never fired leaves nothing else behind. A round that is dated in the future tells nothing.
make_up_for_round() {
  last=$(last_round)
  days_ago=$(((began - last) / 86400))
  allowed=$(setting roundDays "$round_days")
  [ "$days_ago" -ge "$allowed" ] || [ "$last" -gt "$((began + 86400))" ] || return 0
  missed=yes
  say "ERR no round of $job has begun since $(date -u -d "@$last" +%F), $allowed days are allowed: look at $agent@$job.timer, and at its window. This run makes it up"
  note_round
}

# The note goes last: what breaks off in between finds both.
begin_round() {
  list_items | cut -d ' ' -f 1 | replace "$unfinished"
  first_round >/dev/null
  date +%s | replace "$state/round"
  rm -f "$state/due"
}

# Waits for its turn: all jobs of a host share its link.
take_turn() {
  if [ -n "$1" ]; then OFFSITE_DEADLINE=$((began + 7 * 86400)); else OFFSITE_DEADLINE=$(window_end); fi
  export OFFSITE_DEADLINE
  [ "$OFFSITE_DEADLINE" != 0 ] || stop_for_now "the window of $job is closed; --ignore-window exports all the same"
  keep_lock_private
  exec 9>"$lock_file"
  flock -n 9 || {
    say "waiting for another export to end"
    flock -w "$((OFFSITE_DEADLINE - began))" 9 || stop_for_now "the window of $job is over, and another export is still running"
  }
  turn=yes
  : >"$work/sent"
  rm -f "$work/window-over"
}

# Whoever could open the file could hold it.
keep_lock_private() {
  directory=$(dirname "$lock_file")
  [ "$directory" != "$state_root" ] || return 0
  if ! is_ours "$directory" || [ -n "$(find -H "$directory" -maxdepth 0 -perm /022)" ]; then
    fail "others may write into $directory, so the lock must not be there; name another file in OFFSITE_EXPORT_LOCK, or none"
  fi
}

stop_for_now() {
  say "$1"
  exit "$window_over"
}

run_round() {
  failed=
  outcome=0
  list_items >"$work/items"
  [ -s "$work/items" ] || fail "$configuration/config.json has nothing to export; apply the stack again"
  # Those that the job no longer has are nobody's.
  cut -d ' ' -f 1 "$work/items" | grep -xFf "$unfinished" | replace "$unfinished"
  : >"$work/failed"
  while read -r id name; do
    grep -qx "$id" "$unfinished" || continue
    ended=0
    "$program" export-item "$job" "$id" "$name" </dev/null 9>&- || ended=$?
    [ "$ended" != "$window_over" ] || { outcome=$window_over && break; }
    [ "$ended" = 0 ] || { failed="$failed $name" && echo "$id" >>"$work/failed"; }
  done <"$work/items"
  # Whom the end of the window kept from being tried again has failed as before.
  [ "$outcome" != "$window_over" ] || [ ! -e "$state/failed" ] || grep -xFf "$unfinished" "$state/failed" >>"$work/failed" || true
  sort -u "$work/failed" | replace "$state/failed"
  [ -z "$failed" ] || outcome=1
  [ "$outcome" != 0 ] || ! every_item_was_exported || date +%s | replace "$state/last-success"
  [ "$outcome" != "$window_over" ] || say "the window of $job is over; the next one goes on where this one stopped"
  [ -z "$failed" ] || say "ERR not exported:$failed"
  # What is wrong with the exports of other snapshots nobody would be told unasked.
  [ "$outcome" != 0 ] || timeout --foreground --kill-after=10 "$(rest_of_window)" "$program" status "$job" >/dev/null 9>&- || true
  return "$outcome"
}

# Not those that a job got while a round was under way.
every_item_was_exported() {
  [ -s "$work/items" ] || return 1
  while read -r id name; do
    [ -e "$state/exported/$id" ] || return 1
  done <"$work/items"
}
