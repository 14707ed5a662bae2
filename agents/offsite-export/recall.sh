# shellcheck shell=sh disable=SC2034,SC2154
# From an archive class back to where it can be read. S3 takes the request and brings the object within hours; for how
# long it stays is asked with the request.

# Days that S3 may take: twice the 48 hours of its slowest way, Bulk from Deep Archive. Source: Amazon S3 User Guide,
# "Understanding archive retrieval options".
recall_days=4

# Days that what comes back stays readable, unless a person says otherwise.
readable_days=7

# Names of the packs that a snapshot of restic's needs and that are in an archive class, in $work/cold. What restic
# reads for this is in a class that can be read at once.
list_cold_packs() {
  { restic_here cat tree "$1" --no-lock >"$work/tree" && restic_here list index --no-lock >"$work/indexes"; } 2>"$work/why" ||
    fail "the packs of $snapshot $archive could not be listed: $(said)"
  jq -r '.nodes[] | .content // [] | .[]' "$work/tree" | sort -u >"$work/blobs"
  while read -r index; do
    restic_here cat index "$index" --no-lock </dev/null 2>"$work/why" || fail "the index $index could not be read: $(said)"
  done <"$work/indexes" >"$work/index"
  jq -r '.packs[] | .id as $pack | .blobs[] | "\(.id) \($pack)"' "$work/index" | sort >"$work/packed"
  join -o 2.2 "$work/blobs" "$work/packed" | sort -u | sed 's|^\(..\)|data/\1/\1|' >"$work/packs"
  jq -r --arg at "${repository##*/}/" '.[] | select(.tier == "GLACIER" or .tier == "DEEP_ARCHIVE") | .name
    | select(startswith($at)) | .[($at | length):]' "$work/listing" | sort >"$work/archived"
  comm -12 "$work/packs" "$work/archived" >"$work/cold"
}

# Asks for what a file lists; $tier and $days are how. What S3 said of each is in $work/recall; fails with the first
# that it refused.
ask_for() {
  store backend restore "$(remote "$repository")" --files-from "$1" -o "priority=$tier" -o "lifetime=$days" >"$work/recall" ||
    fail "S3 did not take the request for $repository"
  refused=$(jq -r '[.[] | select(.Status | . == "OK" or startswith("RestoreAlreadyInProgress") or startswith("Not GLACIER") | not)
    | "\(.Remote): \(.Status | split("\n")[0])"] | if . == [] then empty else "\(.[0]) (\(length) in all)" end' "$work/recall") ||
    fail "S3 gave no sense to the request for $repository"
  [ -z "$refused" ] || fail "S3 refused to bring back $repository, $refused"
}

# Waits until all that is in $work/cold can be read.
wait_for_packs() {
  pause=$(setting pollSeconds 300)
  since=$(date +%s)
  until can_be_read; do
    first=$(head -n 1 "$work/cold")
    [ "$(date +%s)" -lt "$((since + recall_days * 86400))" ] ||
      fail "$repository/$first has not come back from the archive class for $recall_days days; ask AWS"
    # What is on its way S3 does not take again; it does where the days of an earlier request have run out.
    head -n 1 "$work/cold" >"$work/first"
    ask_for "$work/first"
    [ "$(jq -c 'any(.[]; .Status == "OK")' "$work/recall")" = false ] || {
      say "asked for $first again, whose earlier request had run out"
      ask_for "$work/cold"
    }
    say "waiting for $(lines_in "$work/cold") packs to be retrieved; looking again in $pause seconds"
    sleep "$pause"
  done
}

# By the first byte of each; what is not back yet is left in $work/cold.
can_be_read() {
  [ -s "$work/cold" ] || return 0
  store cat --count 1 --files-from "$work/cold" "$(remote "$repository")" >/dev/null 2>"$work/why" && return
  # Also what could not be looked at is not back; what S3 denies no time brings.
  sed -n 's|.* ERROR : \(data/[0-9a-f/]*\): .*|\1|p' "$work/why" | sort -u >"$work/still"
  if ! grep -q 'restore first' "$work/why" || grep -v 'restore first' "$work/why" | grep -q -e AccessDenied -e KMS -e 'not found'; then
    grep -v 'restore first' "$work/why" >&2 || true
    fail "packs of $repository could not be read"
  fi
  mv "$work/still" "$work/cold"
  return 1
}
