# shellcheck shell=sh disable=SC2154
# The export of a job: every guest is tried, what failed is said at the end.

# A round: the newest verified snapshot of every guest. What is not done when it ends is left to `resume`.
export_job() {
  begin_run "${1:-}"
  jq -r '.guests[].vmid' "$configuration/config.json" >"$unfinished"
  run_round
}

# Goes on with the round that the end of the window, or a fault, has cut short.
resume_job() {
  [ "$#" = 0 ] || usage
  [ -s "$unfinished" ] || return 0
  begin_run
  export OFFSITE_RESUME=yes
  run_round
}

# Waits for its turn: all jobs of a host share its link.
begin_run() {
  began=$(date +%s)
  case ${1:-} in
    '') OFFSITE_DEADLINE=$(window_end) ;;
    --ignore-window) OFFSITE_DEADLINE=$((began + 7 * 86400)) ;;
    *) usage ;;
  esac
  export OFFSITE_DEADLINE
  [ "$OFFSITE_DEADLINE" != 0 ] || stop_for_now "the window of $job is closed; --ignore-window exports all the same"
  exec 9>"$lock_file"
  flock -n 9 || {
    say "waiting for another export to end"
    flock -w "$((OFFSITE_DEADLINE - began))" 9 || stop_for_now "the window of $job is over, and another export is still running"
  }
  : >"$work/sent"
  rm -f "$work/window-over"
}

stop_for_now() {
  say "$1"
  exit "$window_over"
}

run_round() {
  failed=
  outcome=0
  jq -r '.guests[] | "\(.vmid) \(.name)"' "$configuration/config.json" >"$work/guests"
  while read -r vmid name; do
    grep -qx "$vmid" "$unfinished" || continue
    ended=0
    "$program" export-guest "$job" "$vmid" "$name" </dev/null || ended=$?
    [ "$ended" != "$window_over" ] || { outcome=$window_over && break; }
    [ "$ended" = 0 ] || failed="$failed $name"
  done <"$work/guests"
  [ -z "$failed" ] || outcome=1
  write_metrics "$began" "$outcome" "$failed"
  [ "$outcome" != "$window_over" ] || say "the window of $job is over; the next one goes on where this one stopped"
  [ -z "$failed" ] || say "ERR not exported:$failed"
  return "$outcome"
}

export_guest() {
  newest=$(wanted_snapshot "$1") || fail "$2: the snapshots of vm/$1 could not be listed"
  [ "$newest" != '"none"' ] || fail "$2: vm/$1 has no verified snapshot; nothing unverified is exported"
  snapshot=$(printf %s "$newest" | jq -r .snapshot)
  listing=$(store_list "$snapshot") || fail "$2: the bucket could not be listed"
  if [ "$(printf %s "$listing" | jq 'any(.[]; .Path == "manifest.json")')" = true ]; then
    say "$2: $snapshot is exported already"
  else
    [ "$(date +%s)" -lt "$OFFSITE_DEADLINE" ] || exit "$window_over"
    export_snapshot
  fi
  printf '%s\n' "$newest" | replace "$state/exported/$1"
  rm -f "$state/progress/vm_$1_"*
  grep -vx "$1" "$unfinished" | replace "$unfinished"
}

# What a round has begun it brings to its end, as long as the server has it: a newer one would be sent from its
# beginning, and what was sent before would lie there for nothing.
wanted_snapshot() {
  started=
  if [ -n "${OFFSITE_RESUME:-}" ]; then
    started=$(find "$state/progress" -name "vm_$1_*" -size +0 -printf '%f\n' | sort | tail -n 1 | tr _ /)
  fi
  newest_verified "$1" "$started"
}

export_snapshot() {
  OFFSITE_JOB=$job OFFSITE_SNAPSHOT=$snapshot
  OFFSITE_PROGRESS=$state/progress/$(printf %s "$snapshot" | tr '/' '_')
  export OFFSITE_JOB OFFSITE_SNAPSHOT OFFSITE_PROGRESS
  [ -e "$OFFSITE_PROGRESS" ] || : >"$OFFSITE_PROGRESS"
  # Only what is really there, in its full size, and sealed as today, need not be sent again.
  printf %s "$listing" | jq -c '[.[] | { (.Path): .Size }] | add // {}' >"$work/present"
  jq -c --slurpfile present "$work/present" --arg sealed "$(key_fingerprint) $(setting partMiB)" \
    'select($present[0][.key] == .bytes and .sealed == $sealed)' "$OFFSITE_PROGRESS" |
    replace "$OFFSITE_PROGRESS"
  : >"$work/archives"
  printf %s "$newest" | jq -r '.archives[]' >"$work/names"
  while read -r file; do
    OFFSITE_ARCHIVE=$(archive_name "$file")
    export OFFSITE_ARCHIVE
    send_archive "$file" </dev/null
  done <"$work/names"
  write_manifest
  store_put "$work/manifest" "$snapshot/manifest.json" STANDARD || fail "the manifest of $snapshot could not be sent"
  jq '[.archives[].parts[].bytes] | add // 0' "$work/manifest" >>"$work/sent"
  say "$snapshot is exported"
}

# Reads an archive once: its sum, its size, and its parts.
send_archive() {
  case $1 in
    *.didx | *.pxar*) fail "$snapshot: $1 is a file archive; only images and blobs are exported" ;;
  esac
  rm -f "$work/broken" "$work/sum-pipe" "$work/size-pipe"
  mkfifo "$work/sum-pipe" "$work/size-pipe"
  sum_of <"$work/sum-pipe" >"$work/sum" &
  wc -c <"$work/size-pipe" >"$work/size" &
  { read_archive "$snapshot" "$OFFSITE_ARCHIVE" || echo "reading from PBS" >>"$work/broken"; } |
    { tee "$work/sum-pipe" "$work/size-pipe" || echo "summing" >>"$work/broken"; } |
    split --bytes="$(setting partMiB)M" --numeric-suffixes --suffix-length=5 \
      --filter="exec '$program' send-part" - '' 2>"$work/split" || echo "sending" >>"$work/broken"
  wait
  [ ! -e "$work/window-over" ] || exit "$window_over"
  grep -v '^split: ' "$work/split" >&2 || true
  [ ! -s "$work/broken" ] || fail "$snapshot $OFFSITE_ARCHIVE: $(tr '\n' ',' <"$work/broken") failed"
  is_whole "$1" "$(cat "$work/size")" ||
    fail "$snapshot $1: $(cat "$work/size") bytes came from PBS, which is not all of it; remove $OFFSITE_PROGRESS to send it again"
  jq -nc --arg archive "$OFFSITE_ARCHIVE" --arg sha256 "$(cat "$work/sum")" --argjson bytes "$(cat "$work/size")" \
    --slurpfile parts "$OFFSITE_PROGRESS" '{ $archive, $bytes, $sha256,
      parts: [$parts[] | select(.key | startswith($archive + "/")) | del(.sealed)] | sort_by(.key) }' >>"$work/archives"
}

write_manifest() {
  jq -n --argjson newest "$newest" --slurpfile archives "$work/archives" --arg key "$(key_fingerprint)" \
    --arg exported "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --arg repository "$(setting repository)" \
    --arg namespace "$(setting namespace)" --argjson part "$(setting partMiB)" '{
      format: "offsite-export/1", source: { $repository, $namespace, snapshot: $newest.snapshot },
      verification: $newest.verification, $exported, keyFingerprint: $key, partMiB: $part,
      seal: "zstd, then OpenPGP AES-256 with MDC", $archives }' >"$work/manifest"
}
