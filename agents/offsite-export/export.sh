# shellcheck shell=sh disable=SC2034,SC2154
# The export of one guest: its newest snapshot that is acceptable, in parts, and the manifest once they are all seen.

# A guest is done when it is exported and nothing about its snapshots is an alarm.
export_guest() {
  reader=
  trap '[ -z "$reader" ] || kill "$reader"; exit 143' INT TERM
  judged=$(wanted_snapshot "$1") || fail "$2: the snapshots of vm/$1 could not be listed"
  chosen=$(printf %s "$judged" | jq -c .chosen)
  printf %s "$judged" | jq .newest | replace "$state/newest/$1"
  if [ "$chosen" != null ]; then
    snapshot=$(printf %s "$chosen" | jq -r .snapshot)
    export_chosen "$1" "$2"
  fi
  printf %s "$judged" | jq -r '.alarms[]' >"$work/alarms"
  while read -r alarm; do say "ERR $2: $alarm"; done <"$work/alarms"
  [ ! -s "$work/alarms" ] || exit 1
  grep -vx "$1" "$unfinished" | replace "$unfinished"
}

# What a round has begun it brings to its end, as long as the server has it: a newer one would be sent from its
# beginning, and what was sent before would lie there for nothing.
wanted_snapshot() {
  started=
  if [ -n "${OFFSITE_RESUME:-}" ]; then
    started=$(find "$state/progress" -name "vm_$1_*" ! -name '*.new' -size +0 -printf '%f\n' | sort | tail -n 1 | tr _ /)
  fi
  judge_snapshots "$1" "$started"
}

export_chosen() {
  store_list "$snapshot" || fail "$2: the bucket could not be listed"
  if is_exported; then
    say "$2: $snapshot is exported already"
  else
    [ "$(date +%s)" -lt "$OFFSITE_DEADLINE" ] || exit "$window_over"
    export_snapshot
  fi
  printf '%s\n' "$chosen" | replace "$state/exported/$1"
  rm -f "$state/progress/vm_$1_"*
}

# By its manifest and everything that this lists.
is_exported() {
  has_manifest || return 1
  class=$(archived_manifest)
  [ -z "$class" ] || bring_back
  store_get "$snapshot/manifest.json" "$work/manifest" || fail "the manifest of $snapshot could not be read"
  missing=$(missing_parts "$work/manifest") && [ -z "$missing" ] && {
    [ -z "$class" ] || send_manifest
    return
  }
  say "the export of $snapshot is not whole${missing:+, missing: $missing}; it is made again"
  return 1
}

# A manifest that a rule has moved to an archive class, where no restore finds it in time: it is asked for, and put back
# by the run that finds it there.
bring_back() {
  tier=$(setting restoreTier) days=$readable_days
  store_get "$snapshot/manifest.json" "$work/manifest" 2>"$work/why" && return
  ask_for "$snapshot" manifest.json
  fail "the manifest of $snapshot is archived ($class), so no restore can begin at once; it was asked for ($tier), and the next run puts it back"
}

# Parts of a manifest that the listing has not got in their size, one to name; fails for what is no manifest of the
# snapshot.
missing_parts() {
  jq -er --slurpfile listing "$work/listing" --arg snapshot "$snapshot" '
    ($listing[0] | map({ (.Path): .Size }) | add // {}) as $present
    | if .format != "offsite-export/1" or .source.snapshot != $snapshot or .archives == [] then error("no manifest of it")
      else [.archives[].parts[] | select($present[.key] != .bytes) | .key] | if . == [] then "" else "\(.[0]) (\(length) in all)" end end' \
    "$1" 2>/dev/null
}

export_snapshot() {
  OFFSITE_JOB=$job OFFSITE_SNAPSHOT=$snapshot
  OFFSITE_PROGRESS=$state/progress/$(printf %s "$snapshot" | tr '/' '_')
  export OFFSITE_JOB OFFSITE_SNAPSHOT OFFSITE_PROGRESS
  [ -e "$OFFSITE_PROGRESS" ] || : >"$OFFSITE_PROGRESS"
  # Only what is really there, in its full size, and sealed as today, need not be sent again.
  jq -c '[.[] | { (.Path): .Size }] | add // {}' "$work/listing" >"$work/present"
  jq -c --slurpfile present "$work/present" --arg sealed "$(key_fingerprint) $(setting partMiB)" \
    'select($present[0][.key] == .bytes and .sealed == $sealed)' "$OFFSITE_PROGRESS" |
    replace "$OFFSITE_PROGRESS"
  : >"$work/archives"
  printf %s "$chosen" | jq -r '.archives[]' >"$work/names"
  while read -r file; do
    OFFSITE_ARCHIVE=$(archive_name "$file")
    export OFFSITE_ARCHIVE
    send_archive "$file" </dev/null
  done <"$work/names"
  write_manifest
  see_parts
  send_manifest
  jq '[.archives[].parts[].bytes] | add // 0' "$work/manifest" >>"$work/sent"
  say "$snapshot is exported"
}

# The bucket's own word for it, because what sends may say more than it did. The manifest makes it an export, so the
# parts are looked for before it is sent.
see_parts() {
  store_list "$snapshot" || fail "$snapshot: the bucket could not be listed, so nobody knows what arrived"
  missing=$(missing_parts "$work/manifest") || fail "$snapshot: what was sent makes no manifest"
  [ -z "$missing" ] || fail "$snapshot was sent, but is not in the bucket in its size: $missing"
}

# In a class that can be read at once.
send_manifest() {
  store_put "$work/manifest" "$snapshot/manifest.json" STANDARD || fail "the manifest of $snapshot could not be sent"
  store_list "$snapshot" || fail "$snapshot: the bucket could not be listed, so nobody knows what arrived"
  [ "$(jq -c --argjson bytes "$(wc -c <"$work/manifest")" 'any(.[]; .Path == "manifest.json" and .Size == $bytes)' "$work/listing")" = true ] ||
    fail "$snapshot: manifest.json was sent, but is not in the bucket in its size"
}

# Reads an archive once: its sum, its size, and its parts.
send_archive() {
  case $1 in
    *.didx | *.pxar*) fail "$snapshot: $1 is a file archive; only images and blobs are exported" ;;
  esac
  rm -f "$work/broken" "$work/read-pipe" "$work/sum-pipe" "$work/size-pipe"
  mkfifo "$work/read-pipe" "$work/sum-pipe" "$work/size-pipe"
  sum_of <"$work/sum-pipe" >"$work/sum" &
  wc -c <"$work/size-pipe" >"$work/size" &
  (become_reader "$snapshot" "$OFFSITE_ARCHIVE") >"$work/read-pipe" &
  reader=$!
  pass_on <"$work/read-pipe" |
    { tee "$work/sum-pipe" "$work/size-pipe" || echo "summing" >>"$work/broken"; } |
    split --bytes="$(setting partMiB)M" --numeric-suffixes --suffix-length=5 \
      --filter="exec '$program' send-part" - '' 2>"$work/split" || echo "sending" >>"$work/broken"
  wait "$reader" || grep -qs '^reading' "$work/broken" || echo "reading from PBS" >>"$work/broken"
  reader=
  wait
  [ ! -e "$work/window-over" ] || exit "$window_over"
  grep -v '^split: ' "$work/split" >&2 || true
  [ ! -s "$work/broken" ] || fail "$snapshot $OFFSITE_ARCHIVE: $(paste -s -d , "$work/broken" | sed 's/,/, /g') failed"
  is_whole "$1" "$(cat "$work/size")" ||
    fail "$snapshot $1: $(cat "$work/size") bytes came from PBS, which is not all of it; remove $OFFSITE_PROGRESS to send it again"
  jq -nc --arg archive "$OFFSITE_ARCHIVE" --arg sha256 "$(cat "$work/sum")" --argjson bytes "$(cat "$work/size")" \
    --slurpfile parts "$OFFSITE_PROGRESS" '{ $archive, $bytes, $sha256,
      parts: [$parts[] | select(.key | startswith($archive + "/")) | del(.sealed)] | sort_by(.key) }' >>"$work/archives"
}

# What comes from PBS, block by block, to standard output. Where so long not even one block has come, reading hangs, and
# its reader is stopped; what waits here for a slow link to take the last block counts for nothing.
pass_on() {
  stall=$(setting stallSeconds 900)
  while :; do
    came=0
    timeout "$stall" dd bs=1M count=16 iflag=fullblock status=none of="$work/block" || came=$?
    [ "$came" != 124 ] || echo "reading from PBS (nothing came for $stall seconds)" >>"$work/broken"
    if [ "$came" != 0 ] || [ ! -s "$work/block" ]; then break; fi
    cat "$work/block" || break
  done
  # What has handed out everything is left to end.
  [ "$came" = 0 ] && [ ! -s "$work/block" ] || kill "$reader" 2>/dev/null || true
  rm -f "$work/block"
}

write_manifest() {
  jq -n --argjson newest "$chosen" --slurpfile archives "$work/archives" --arg key "$(key_fingerprint)" \
    --arg exported "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --arg repository "$(setting repository)" \
    --arg namespace "$(setting namespace)" --argjson part "$(setting partMiB)" '{
      format: "offsite-export/1", source: { $repository, $namespace, snapshot: $newest.snapshot },
      verification: $newest.verification, $exported, keyFingerprint: $key, partMiB: $part,
      seal: "zstd, then OpenPGP AES-256 with MDC", $archives }' >"$work/manifest"
}
