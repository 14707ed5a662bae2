# shellcheck shell=sh disable=SC2034,SC2154
# The export of one item: its newest snapshot that is acceptable, each archive a snapshot of restic's, and the one that
# closes it once all are seen.

# An item is done when it is exported and nothing about its snapshots is an alarm.
export_item() {
  reader=
  trap '[ -z "$reader" ] || kill "$reader"; exit 143' INT TERM HUP
  judged=$(wanted_snapshot "$1") || fail "$2: the snapshots of $group_kind/$1 could not be listed"
  printf %s "$judged" | jq -r '.newest, (.chosen | tojson), (.chosen.snapshot // ""), .alarms[]' >"$work/judged"
  { IFS= read -r newest && IFS= read -r chosen && IFS= read -r snapshot && cat >"$work/alarms"; } <"$work/judged"
  echo "$newest" | replace "$state/newest/$1"
  if [ "$chosen" != null ]; then export_chosen "$1" "$2"; fi
  while read -r alarm; do say "ERR $2: $alarm"; done <"$work/alarms"
  [ ! -s "$work/alarms" ] || exit 1
  grep -vx "$1" "$unfinished" | replace "$unfinished"
}

# What a round has begun it brings to its end, as long as the server has it: a newer one would be sent from its
# beginning, and what was sent before would lie there for nothing.
wanted_snapshot() {
  before_choice "$1"
  started=
  if [ -n "${OFFSITE_RESUME:-}" ]; then
    started=$(find "$state/progress" -name "${group_kind}_$1_*" ! -name '*.new' -size +0 -printf '%f\n' | sort | tail -n 1 | sed 's|_|/|; s|_\([^_]*\)$|/\1|')
  fi
  judge_snapshots "$1" "$started"
}

export_chosen() {
  need_restic
  store_list "$snapshot" || fail "$2: the bucket could not be listed"
  if find_export all say; then
    say "$2: $snapshot is exported already"
  else
    [ -z "$refused" ] || say "$snapshot is exported again"
    [ "$(date +%s)" -lt "$OFFSITE_DEADLINE" ] || exit "$window_over"
    export_snapshot
  fi
  printf '%s\n' "$chosen" | replace "$state/exported/$1"
  rm -f "$state/progress/${group_kind}_$1_"*
}

export_snapshot() {
  progress=$state/progress/$(printf %s "$snapshot" | tr '/' '_')
  go_on || begin_repository
  printf %s "$chosen" | jq -r '.archives[]' >"$work/names"
  while read -r file; do
    archive=$(archive_name "$file")
    has_been_sent || send_archive "$file" </dev/null
  done <"$work/names"
  restic_here check --no-lock >/dev/null 2>"$work/why" || begin_anew "was sent, but is not whole in the bucket: $(said)"
  close_repository
  store_list "$snapshot" || fail "$snapshot: the bucket could not be listed, so nobody knows what arrived"
  judge_repository all || begin_anew "was sent, but the export $repository is not whole in the bucket: ${refusal:-what closes it is not there}"
  say "$snapshot is exported"
}

# What restic believes to be there it does not send again, so the next run begins another repository.
begin_anew() {
  rm -f "$progress"
  fail "$snapshot $1; the next run sends it again"
}

# Days for which what was begun is gone on with, although rounds come oftener: sending a large disk takes several nights.
sending_days=8

# With what an earlier run has begun, if nothing is wrong with it and it will be kept no shorter than it should: what is
# as old as a round may be would end before what the next one sends is there. $work/begun is of `find_export`.
go_on() {
  [ -s "$progress" ] || return 1
  begun=$(jq -r 'select(.begun).begun' "$progress") && [ -n "$begun" ] || return 1
  grep -qx "$begun" "$work/begun" || return 1
  repository=$snapshot/$begun
  days_ago=$(jq -nr --argjson now "$(date +%s)" --arg begun "$begun" '($now - ($begun | strptime("%Y%m%dT%H%M%SZ") | mktime)) / 86400 | floor')
  [ "$days_ago" -lt "$sending_days" ] || [ "$days_ago" -lt "$(setting roundDays "$round_days")" ] || {
    say "$repository, which was begun $days_ago days ago, is not gone on with: it would not be kept for long"
    return 1
  }
  verdict=0
  judge_repository listed || verdict=$?
  [ "$verdict" != 1 ] || return 0
  say "$repository, which was begun, is not gone on with${refusal:+: $refusal}"
  return 1
}

begin_repository() {
  begun=$(date -u +%Y%m%dT%H%M%SZ)
  repository=$snapshot/$begun
  restic_here init >/dev/null 2>"$work/why" || fail "$snapshot: the repository $repository could not be made: $(said)"
  jq -nc --arg begun "$begun" '{ $begun }' | replace "$progress"
}

# By what an earlier run wrote down and the listing still has.
has_been_sent() {
  jq -ec --arg archive "$archive" --arg begun "$begun" --slurpfile listing "$work/listing" '
    select(.archive == $archive) | .id as $id | select($listing[0] | any(.[]; .name == "\($begun)/snapshots/\($id)" and .size != null))' \
    "$progress" >/dev/null
}

# What every snapshot of an export says of itself.
become_backup() {
  restic_here --limit-upload "$(setting uploadKiBps 0)" --pack-size "$(setting packMiB)" --compression "$compression" backup --json --stdin \
    --host "${snapshot%/*}" --tag "format=$format" --tag "estate=$(setting estate)" --tag "job=$job" \
    --tag "item=${snapshot%/*}" --tag "snapshot=$snapshot" --tag "begun=$begun" "$@"
}

# Reads an archive once: its sum, its size, and its packs. Where the window or the reading ends too soon, restic is left
# to end what it has, so that nothing of it is sent again; nothing lists that.
send_archive() {
  [ "$(date +%s)" -lt "$OFFSITE_DEADLINE" ] || exit "$window_over"
  before_archive "$1"
  rm -f "$work/broken" "$work/read-pipe" "$work/sum-pipe" "$work/size-pipe" "$work/send-pipe" "$work/window-over" "$work/not-taken" "$work"/sending-*
  sending=$(mktemp "$work/sending-XXXXXX")
  mkfifo "$work/read-pipe" "$work/sum-pipe" "$work/size-pipe" "$work/send-pipe"
  sum_of <"$work/sum-pipe" >"$work/sum" &
  wc -c <"$work/size-pipe" >"$work/size" &
  (become_reader "$snapshot" "$archive") >"$work/read-pipe" &
  reader=$!
  pass_on <"$work/read-pipe" | pass_to_sums >"$work/send-pipe" &
  input=$work/send-pipe
  become_backup --stdin-filename "$archive" --tag "archive=$archive" -o "s3.storage-class=$(setting storageClass)" \
    >"$work/sent-archive" 2>"$work/why" || echo "sending" >>"$work/broken"
  input=/dev/null
  rm -f "$sending"
  wait "$reader" || [ -e "$work/window-over" ] || [ -e "$work/not-taken" ] || grep -qs '^reading' "$work/broken" || echo "reading from $source_name" >>"$work/broken"
  reader=
  wait
  jq -s 'map(.data_added_packed // 0) | add // 0' "$work/sent-archive" >>"$work/sent"
  [ ! -e "$work/window-over" ] || exit "$window_over"
  # Of what did not come nothing can be sent.
  ! grep -qs '^reading' "$work/broken" || sed -i '/^sending$/d' "$work/broken"
  size=$(cat "$work/size")
  [ "$size" != 0 ] || grep -qs '^reading' "$work/broken" || not_all_of "$1"
  [ ! -s "$work/broken" ] || fail "$snapshot $archive: $(paste -s -d , "$work/broken" | sed 's/,/, /g') failed$(! grep -qx sending "$work/broken" || printf ': %s' "$(said)")"
  is_whole "$1" "$size" || not_all_of "$1"
  id=$(jq -er 'select(.message_type == "summary").snapshot_id' "$work/sent-archive") || fail "$snapshot $archive: restic has made no snapshot"
  {
    jq -c --arg archive "$archive" 'select(.archive != $archive)' "$progress"
    jq -nc --arg archive "$archive" --arg id "$id" --argjson bytes "$size" --arg sha256 "$(cat "$work/sum")" '{ $archive, $id, $bytes, $sha256 }'
  } | replace "$progress"
}

# To standard output, and to the sum and the size of it.
pass_to_sums() {
  tee "$work/sum-pipe" "$work/size-pipe" 2>/dev/null || echo "summing" >>"$work/broken"
  # With `exec`: a function's own redirection would leave restic's input open.
  (exec >/dev/null 2>&1 9>&- && give_up_sending) &
}

# restic that could not send something says so, and may then wait for itself for ever, deaf to signals (0.18.1). Where
# there is nothing more to send, it is stopped after so many seconds.
give_up_sending() {
  left=$(setting endSeconds 3600) broken=$(setting brokenSeconds 60)
  while is_sending && [ "$left" -gt 0 ]; do
    ! grep -qs ') failed: ' "$work/why" || [ "$left" -le "$broken" ] || left=$broken
    sleep 1
    left=$((left - 1))
  done
  for signal in TERM KILL; do
    ! is_sending || kill "-$signal" "$(cat "$work/restic")"
    left=10
    while is_sending && [ "$left" -gt 0 ]; do
      sleep 1
      left=$((left - 1))
    done
  done
}

is_sending() { [ -e "$sending" ]; }

not_all_of() { fail "$snapshot $1: $size bytes came from $source_name, which is not all of it"; }

# What comes from the source, block by block, to standard output, until the window ends. Where so long not even one block has
# come, reading hangs, and its reader is stopped; what waits here for a slow link to take the last block counts for
# nothing.
pass_on() {
  stall=$(setting stallSeconds 900)
  while :; do
    came=0
    timeout "$stall" dd bs=1M count=16 iflag=fullblock status=none of="$work/block" || came=$?
    [ "$came" != 124 ] || echo "reading from $source_name (nothing came for $stall seconds)" >>"$work/broken"
    if [ "$came" != 0 ] || [ ! -s "$work/block" ]; then break; fi
    # Whoever takes no more has a reason of its own.
    cat "$work/block" || { : >"$work/not-taken" && break; }
    [ "$(date +%s)" -lt "$OFFSITE_DEADLINE" ] || { : >"$work/window-over" && break; }
  done
  # What has handed out everything is left to end.
  [ "$came" = 0 ] && [ ! -s "$work/block" ] || kill "$reader" 2>/dev/null || true
  rm -f "$work/block"
}

# In a class that can be read at once, like all that restic needs to open a repository.
close_repository() {
  set -- --stdin-filename closed --tag "count=$(jq -c 'select(.archive)' "$progress" | wc -l)"
  jq -r 'select(.archive) | "\(.archive) \(.id) \(.bytes) \(.sha256)"' "$progress" >"$work/archives"
  while read -r line; do set -- "$@" --tag "archive=$line"; done <"$work/archives"
  limit=$(setting endSeconds 3600)
  input=$work/closed
  echo "What this export holds is in the tags of this snapshot." >"$input"
  become_backup "$@" >"$work/closing" 2>"$work/why" || fail "$snapshot: what closes the export could not be sent: $(said)"
  limit='' input=/dev/null
}
