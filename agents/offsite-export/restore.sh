# shellcheck shell=sh disable=SC2154
# restore JOB SNAPSHOT ARCHIVE TARGET: from the archive class back to an image, every sum checked on the way.

restore_archive() {
  need_secrets
  [ "$#" -ge 3 ] || usage
  snapshot=$1 OFFSITE_ARCHIVE=$2 target=$3
  shift 3
  tier=$(setting restoreTier) days=$readable_days force=
  while [ "$#" -gt 0 ]; do
    case $1 in
      --tier) tier=${2:?"--tier takes Bulk, Standard or Expedited"} && shift ;;
      --days) days=${2:?"--days takes a number"} && shift ;;
      --force) force=yes ;;
      *) usage ;;
    esac
    shift
  done
  [ "$target" = - ] || [ ! -e "$target" ] || [ -n "$force" ] ||
    fail "$target exists; --force writes over it"
  work=$state/restore-$$
  mkdir -p "$work"
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' INT TERM
  store_list "$snapshot" || fail "the bucket could not be listed"
  has_manifest || fail "there is no export of $snapshot; exported ones: offsite-export status $job"
  get_manifest
  jq -ec --arg archive "$OFFSITE_ARCHIVE" '.archives[] | select(.archive == $archive)' "$work/manifest" >"$work/archive" ||
    fail "$snapshot has no archive $OFFSITE_ARCHIVE; it has: $(jq -r '[.archives[].archive] | join(", ")' "$work/manifest")"
  wanted=$(jq -r .keyFingerprint "$work/manifest")
  [ "$wanted" = "$(key_fingerprint)" ] ||
    fail "wrong key: $snapshot was encrypted with the key $wanted, $configuration/export-key is $(key_fingerprint)"
  recall
  write_image
}

get_manifest() {
  class=$(archived_manifest)
  [ -z "$class" ] || {
    say "the manifest of $snapshot is archived ($class); asking for it ($tier) before its parts"
    ask_for "$snapshot" manifest.json
  }
  get_recalled "$snapshot" manifest.json "$work/manifest" "the manifest"
}

# Asks for every part at once: they come back together, in hours.
recall() {
  missing=$(jq -r --slurpfile listing "$work/listing" '($listing[0] | map({ (.Path): .Size }) | add) as $present
    | [.parts[] | select($present[.key] != .bytes) | .key] | if . == [] then empty else "\(.[0]) (\(length) in all)" end' "$work/archive")
  [ -z "$missing" ] || fail "$snapshot is not whole any more; not in the bucket in their size: $missing"
  [ "$(jq '.parts | length' "$work/archive")" != 0 ] || return 0
  say "asking for the parts of $snapshot $OFFSITE_ARCHIVE ($tier, for $days days)"
  ask_for "$snapshot/$OFFSITE_ARCHIVE"
}

write_image() {
  image=$target
  [ "$target" = - ] || [ -b "$target" ] || image=$target.partial
  mkfifo "$work/sum-pipe"
  sum_of <"$work/sum-pipe" >"$work/sum" &
  summing=$!
  export OFFSITE_JOB="$job" OFFSITE_SNAPSHOT="$snapshot" OFFSITE_RESTORE="$work"
  export OFFSITE_TIER="$tier" OFFSITE_DAYS="$days"
  pour() {
    { "$program" fetch-parts || echo "fetching" >>"$work/broken"; } |
      { tee "$work/sum-pipe" || echo "writing" >>"$work/broken"; }
  }
  if [ "$target" = - ]; then pour; else pour >"$image"; fi
  wait "$summing"
  # What is written under another name until it is whole is of no use if it is not.
  drop() { if [ "$image" != "$target" ]; then rm -f "$image"; fi; }
  [ ! -s "$work/broken" ] || { drop; fail "$snapshot $OFFSITE_ARCHIVE was not restored"; }
  [ "$(cat "$work/sum")" = "$(jq -r .sha256 "$work/archive")" ] ||
    { drop; fail "$snapshot $OFFSITE_ARCHIVE: the sum of the image is not the manifest's"; }
  [ "$image" = "$target" ] || mv -f "$image" "$target"
  say "$snapshot $OFFSITE_ARCHIVE is restored, its sum is right"
}

# The parts in order, decrypted, on standard output; each is checked before it is opened.
fetch_parts() {
  load "$OFFSITE_JOB"
  work=$OFFSITE_RESTORE tier=$OFFSITE_TIER days=$OFFSITE_DAYS
  total=$(jq '.parts | length' "$work/archive")
  number=0
  jq -r '.parts[] | "\(.key) \(.sha256)"' "$work/archive" >"$work/parts"
  while read -r key sha256; do
    number=$((number + 1))
    get_recalled "$OFFSITE_SNAPSHOT/${key%/*}" "${key##*/}" "$work/part" "part $number of $total"
    [ "$(sum_of <"$work/part")" = "$sha256" ] || fail "$OFFSITE_SNAPSHOT $key is damaged: its SHA-256 is not the manifest's"
    rm -f "$work/part-broken"
    { unseal <"$work/part" || : >"$work/part-broken"; } | zstd -q -d -c ||
      fail "$OFFSITE_SNAPSHOT $key cannot be opened: the key or the part is wrong"
    [ ! -e "$work/part-broken" ] || fail "$OFFSITE_SNAPSHOT $key cannot be opened: the key or the part is wrong"
    rm -f "$work/part"
    say "part $number of $total"
  done <"$work/parts"
}
