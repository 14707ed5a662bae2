# shellcheck shell=sh disable=SC2154
# The export of a job: every guest is tried, what failed is said at the end.

export_job() {
  exec 9>"$lock_file"
  flock -n 9 || fail "another export is running; it holds $lock_file"
  began=$(date +%s)
  OFFSITE_DEADLINE=$((began + $(setting maximumSeconds)))
  export OFFSITE_DEADLINE
  : >"$work/sent"
  rm -f "$work/window-over"
  failed=
  outcome=0
  jq -r '.guests[] | "\(.vmid) \(.name)"' "$configuration/config.json" >"$work/guests"
  while read -r vmid name; do
    ended=0
    "$program" export-guest "$job" "$vmid" "$name" </dev/null || ended=$?
    [ "$ended" != "$window_over" ] || { outcome=$window_over && break; }
    [ "$ended" = 0 ] || failed="$failed $name"
  done <"$work/guests"
  [ -z "$failed" ] || outcome=1
  write_metrics "$began" "$outcome" "$failed"
  [ "$outcome" != "$window_over" ] || say "the window of $job is over; the next run goes on where this one stopped"
  [ -z "$failed" ] || say "ERR not exported:$failed"
  return "$outcome"
}

export_guest() {
  newest=$(newest_verified "$1") || fail "$2: the snapshots of vm/$1 could not be listed"
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
  rm -f "$OFFSITE_PROGRESS"
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
