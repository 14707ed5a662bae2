# shellcheck shell=sh disable=SC2034,SC2154
# From an archive class back to where it can be read. S3 takes the request and brings the object within hours; for how
# long it stays is asked with the request.

# Days that S3 may take: twice the 48 hours of its slowest way, Bulk from Deep Archive. Source: Amazon S3 User Guide,
# "Understanding archive retrieval options".
recall_days=4

# Days that what comes back stays readable, unless a person says otherwise.
readable_days=7

# Asks for what is below a key. $1: the directory; $2: one name in it, all by default; $tier and $days are how.
# What S3 said of each is in $work/recall; fails with the first that it refused.
ask_for() {
  set -- "$(remote "$1")" "${2:+/$2}"
  store backend restore "$1" ${2:+--include "$2"} -o "priority=$tier" -o "lifetime=$days" >"$work/recall" ||
    fail "S3 did not take the request for $1$2"
  refused=$(jq -r '[.[] | select(.Status | . == "OK" or startswith("RestoreAlreadyInProgress") or startswith("Not GLACIER") | not)
    | "\(.Remote): \(.Status | split("\n")[0])"] | if . == [] then empty else "\(.[0]) (\(length) in all)" end' "$work/recall") ||
    fail "S3 gave no sense to the request for $1$2"
  [ -z "$refused" ] || fail "S3 refused to bring back $1, $refused"
}

# Gets an object as soon as it is back. $1: its directory; $2: its name in it; $3: the file; $4: what people call it.
get_recalled() {
  pause=$(setting pollSeconds 300)
  since=$(date +%s)
  until store_get "$1/$2" "$3" 2>"$work/why" </dev/null; do
    grep -q 'restore first' "$work/why" || {
      cat "$work/why" >&2
      fail "$1/$2 could not be fetched"
    }
    [ "$(date +%s)" -lt "$((since + recall_days * 86400))" ] ||
      fail "$1/$2 has not come back from the archive class for $recall_days days; ask AWS"
    # What is on its way S3 does not take again; it does where the days of an earlier request have run out.
    ask_for "$1" "$2"
    [ "$(jq -c 'any(.[]; .Status == "OK")' "$work/recall")" = false ] || say "asked for $4 again, whose earlier request had run out"
    say "waiting for $4 to be retrieved; looking again in $pause seconds"
    sleep "$pause"
  done
}

# The class of the manifest in the listing where it must be brought back first; nothing otherwise.
archived_manifest() {
  jq -r '.[] | select(.Path == "manifest.json").Tier // "" | select(. == "GLACIER" or . == "DEEP_ARCHIVE")' "$work/listing"
}

has_manifest() { [ "$(jq 'any(.[]; .Path == "manifest.json")' "$work/listing")" = true ]; }
