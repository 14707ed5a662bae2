# shellcheck shell=sh disable=SC2154
# restore JOB SNAPSHOT ARCHIVE TARGET: from the archive class back to an image, judged before anything is asked of S3,
# and its sum compared at the end.

restore_archive() {
  need_secrets
  need_restic
  [ "$#" -ge 3 ] || usage
  snapshot=$1 archive=$2 target=$3
  shift 3
  tier=$(setting restoreTier) days=$readable_days force='' only=
  while [ "$#" -gt 0 ]; do
    case $1 in
      --tier) tier=${2:?"--tier takes Bulk, Standard or Expedited"} && shift ;;
      --days) days=${2:?"--days takes a number"} && shift ;;
      --begun) only=${2:?"--begun takes the time at which an export was begun"} && shift ;;
      --force) force=yes ;;
      *) usage ;;
    esac
    shift
  done
  [ "$target" = - ] || [ ! -e "$target" ] || [ -n "$force" ] ||
    fail "$target exists; --force writes over it"
  [ "$target" = - ] || [ ! -e "$target" ] || [ -f "$target" ] || [ -b "$target" ] ||
    fail "$target is neither a file nor a block device; - writes to a pipe"
  work=$state/restore-$$
  mkdir -p "$work"
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' INT TERM HUP
  find_wanted
  jq -ec --arg archive "$archive" '.archives[] | select(.archive == $archive)' "$work/whole" >"$work/archive" ||
    fail "$snapshot has no archive $archive; it has: $(jq -r '[.archives[].archive] | join(", ")' "$work/whole")"
  id=$(jq -r .id "$work/archive")
  list_cold_packs "$id"
  [ ! -s "$work/cold" ] || {
    say "asking for $(lines_in "$work/cold") packs of $snapshot $archive ($tier, for $days days)"
    ask_for "$work/cold"
    wait_for_packs
  }
  write_image
}

find_wanted() {
  store_list "$snapshot" || fail "the bucket could not be listed"
  find_export all warn && return
  [ -z "$only" ] || [ -s "$work/begun" ] || fail "no export of $snapshot was begun at $only; there are: $(paste -s -d ' ' "$work/all-begun")"
  [ -z "$refused" ] || fail "$refused"
  [ "$(jq 'any(.[]; .name == "manifest.json")' "$work/listing")" = false ] ||
    fail "the export of $snapshot is of an earlier format, which nothing authenticates, so this program does not open it; docs/runbooks/offsite-restore.md says how to open it by hand"
  fail "there is no export of $snapshot that is whole; exported ones: $agent status $job"
}

warn() { say "ERR $1"; }

# A file appears under its name when its sum is right; until then it is in a directory beside it, where the same line
# goes on after a break, because restic compares what is there and brings only the rest.
write_image() {
  case $target in
    -) pour ;;
    *)
      if [ -b "$target" ]; then pour >"$target"; else fill; fi
      sync "$target" || fail "$target could not be written through to its disk"
      ;;
  esac
  say "$snapshot $archive is restored, its sum is right"
}

fill() {
  keep_private "$target.partial"
  restic_here restore "$id:/" --target "$target.partial" --no-lock >/dev/null 2>"$work/why" ||
    fail "$snapshot $archive is not restored: $(said); what came is in $target.partial, and the same line goes on from there"
  [ "$(sum_of <"$target.partial/$archive")" = "$(jq -r .sha256 "$work/archive")" ] || {
    rm -f "$target.partial/$archive"
    fail "$snapshot $archive: the sum of the image is not the one that was exported"
  }
  chmod 600 "$target.partial/$archive"
  mv -f "$target.partial/$archive" "$target"
  rmdir "$target.partial" 2>/dev/null || say "$target.partial has something else in it, which stays there"
}

# To a device or a pipe, which restic cannot compare with.
pour() {
  rm -f "$work/broken"
  mkfifo "$work/sum-pipe"
  sum_of <"$work/sum-pipe" >"$work/sum" &
  { restic_here dump "$id" "/$archive" --no-lock 2>"$work/why" || echo "reading" >>"$work/broken"; } |
    { tee "$work/sum-pipe" || echo "writing" >>"$work/broken"; }
  wait
  [ ! -s "$work/broken" ] || fail "$snapshot $archive is not restored: $(said)"
  [ "$(cat "$work/sum")" = "$(jq -r .sha256 "$work/archive")" ] ||
    fail "$snapshot $archive: the sum of the image is not the one that was exported"
}
