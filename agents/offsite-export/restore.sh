# shellcheck shell=sh disable=SC2154
# restore JOB SNAPSHOT ARCHIVE TARGET: from the archive class back to an image, every sum checked on the way.

restore_archive() {
  [ "$#" -ge 3 ] || usage
  snapshot=$1 OFFSITE_ARCHIVE=$2 target=$3
  shift 3
  tier=$(setting restoreTier) days=7 force=
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
  store_get "$snapshot/manifest.json" "$work/manifest" || : >"$work/manifest"
  [ -s "$work/manifest" ] ||
    fail "there is no export of $snapshot; exported ones: offsite-export status $job"
  jq -ec --arg archive "$OFFSITE_ARCHIVE" '.archives[] | select(.archive == $archive)' "$work/manifest" >"$work/archive" ||
    fail "$snapshot has no archive $OFFSITE_ARCHIVE; it has: $(jq -r '[.archives[].archive] | join(", ")' "$work/manifest")"
  wanted=$(jq -r .keyFingerprint "$work/manifest")
  [ "$wanted" = "$(key_fingerprint)" ] ||
    fail "wrong key: $snapshot was encrypted with the key $wanted, $configuration/export-key is $(key_fingerprint)"
  recall
  write_image
}

# Asks for every part at once: they come back together, in hours.
recall() {
  [ "$(jq '.parts | length' "$work/archive")" != 0 ] || return 0
  say "asking for the parts of $snapshot $OFFSITE_ARCHIVE ($tier, for $days days)"
  # A part that is on its way or back already is refused here; whether it comes shows below.
  store backend restore "$(remote "$snapshot/$OFFSITE_ARCHIVE")" -o "priority=$tier" -o "lifetime=$days" >"$work/recall" ||
    fail "S3 did not take the request for $snapshot $OFFSITE_ARCHIVE"
}

write_image() {
  image=$target
  [ "$target" = - ] || [ -b "$target" ] || image=$target.partial
  mkfifo "$work/sum-pipe"
  sum_of <"$work/sum-pipe" >"$work/sum" &
  summing=$!
  export OFFSITE_JOB="$job" OFFSITE_SNAPSHOT="$snapshot" OFFSITE_RESTORE="$work"
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
  work=$OFFSITE_RESTORE
  total=$(jq '.parts | length' "$work/archive")
  number=0
  jq -r '.parts[] | "\(.key) \(.sha256)"' "$work/archive" >"$work/parts"
  while read -r key sha256; do
    number=$((number + 1))
    fetch_part "$key"
    [ "$(sum_of <"$work/part")" = "$sha256" ] || fail "$OFFSITE_SNAPSHOT $key is damaged: its SHA-256 is not the manifest's"
    rm -f "$work/part-broken"
    { unseal <"$work/part" || : >"$work/part-broken"; } | zstd -q -d -c ||
      fail "$OFFSITE_SNAPSHOT $key cannot be opened: the key or the part is wrong"
    [ ! -e "$work/part-broken" ] || fail "$OFFSITE_SNAPSHOT $key cannot be opened: the key or the part is wrong"
    rm -f "$work/part"
    say "part $number of $total"
  done <"$work/parts"
}

fetch_part() {
  pause=$(setting pollSeconds)
  until store_get "$OFFSITE_SNAPSHOT/$1" "$work/part" 2>"$work/why" </dev/null; do
    grep -q 'restore first' "$work/why" || { cat "$work/why" >&2; fail "$OFFSITE_SNAPSHOT $1 could not be fetched"; }
    say "waiting for part $number of $total to be retrieved; looking again in ${pause:-300} seconds"
    sleep "${pause:-300}"
  done
}
