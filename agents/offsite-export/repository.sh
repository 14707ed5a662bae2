# shellcheck shell=sh disable=SC2154
# An export is a restic repository of its own, below the snapshot's name and the time at which it was begun. restic
# authenticates everything in it under the export key; which estate, snapshot and archives it is of, the tags say, and
# that it is whole the one snapshot that lists the others.

# Seconds that restic may take; none.
limit=
# What it reads.
input=/dev/null

# What the tags are written and read by.
format=offsite-export/2

repository_url() {
  endpoint=$(setting endpoint)
  printf 's3:%s/%s/%s/%s' "${endpoint:-https://s3.$(setting region).amazonaws.com}" "$(setting bucket)" "$(setting prefix)" "$repository"
}

# Its credentials and its password are in their files; what it caches nowhere cannot be another's. $limit: seconds that
# it may take. Where there is none, an export has until its window ends, and then so long as what is under way may want;
# a restore takes as long as it wants.
restic_here() {
  may=${limit:-$(rest_of_window)}
  ended=0
  mkdir -p "$work/tmp"
  # Nobody else has its input open, so that who writes there is told when restic takes no more. $work/restic is what
  # `give_up_sending` stops.
  # shellcheck disable=SC2016
  AWS_SHARED_CREDENTIALS_FILE=$configuration/s3-credentials TMPDIR=$work/tmp \
    ${may:+timeout --foreground --kill-after=10 "$may"} sh -c 'echo "$$" >"$0" && from=$1 && shift && exec "$@" <"$from"' "$work/restic" "$input" \
    restic --repo "$(repository_url)" --password-file "$configuration/export-key" --no-cache --quiet \
    -o "s3.region=$(setting region)" "$@" 9>&- || ended=$?
  case $ended in 124 | 137 | 143) echo "restic hung: it was stopped" >&2 ;; esac
  return "$ended"
}

rest_of_window() {
  [ -n "${OFFSITE_DEADLINE:-}" ] || return 0
  rest=$((OFFSITE_DEADLINE - $(date +%s)))
  echo "$(((rest > 0 ? rest : 0) + $(setting endSeconds 3600)))"
}

# Debian 13's. Debian 12 has one that puts its metadata into the archive class too, so that nothing can be opened at once.
need_restic() {
  found=$(restic version 2>/dev/null | sed -n 's/^restic \([0-9.]*\).*/\1/p')
  [ "$(printf '0.18.0\n%s\n' "$found" | sort -V | head -n 1)" = 0.18.0 ] ||
    fail "restic 0.18.0 or later is needed on $(uname -n), there is ${found:-none}; fix: apt-get install restic (Debian 13), or https://github.com/restic/restic/releases"
}

# What restic has said, in one line; some of it is JSON.
said() {
  jq -Rr '. as $line | try (fromjson | .error.message // .message // $line) catch $line' "$work/why" |
    grep -v -e '^$' -e '^The repository ' -e 'repository contains errors' -e '^Is there a repository' -e '^s3:' -e '^main\.' -e '^	' \
    -e '^github.com/' -e '^runtime\.' | sed -e 's/^Fatal: //' -e 's/^error: //' -e 's/^ *//' | paste -s -d ';' | sed 's/;/; /g'
}

# Tells keys apart without telling anything of them; `npm run keys` shows the same.
key_fingerprint() {
  { echo "offsite-export key"; cat "$configuration/export-key"; } | sha256sum | cut -c 1-64 | sed 's/..\B/&:/g'
}

sum_of() { sha256sum | cut -c 1-64; }

# Times at which exports of a snapshot were begun, the newest first; what has outlived the days that it is kept for is
# none any more, whatever is left of it; a time that there is not has outlived nothing. $work/listing has what is below
# the snapshot.
begun_exports() {
  jq -r --argjson now "$(date +%s)" --argjson kept "$(setting keptDays null)" '
    map(.name | split("/")[0] | select(test("^[0-9]{8}T[0-9]{6}Z$"))) | unique | reverse | .[]
    | select($kept == null or (try (strptime("%Y%m%dT%H%M%SZ") | mktime) catch infinite) + $kept * 86400 > $now)' "$work/listing"
}

# What the listing says of an export, $1, each the first and how many there are: $listed_fault, with which it is refused,
# and $listed_doubt, which is told whatever restic makes of it: what a delete marker hides may be a pack of ours, or junk
# that an administrator has hidden; and $listed_key, its key. Locks come and go. Of several versions the first is the exporter's; whether the last says the same is for
# restic to judge. S3 lists the last first.
look_at_listing() {
  jq -r --arg at "$1/" --argjson tomorrow "$(($(date +%s) + 86400))" "$first_told"'
    def day: .[0:10];
    def first: [{ size, since }] + .older | reverse | min_by(.since);
    def clean: map(gsub("[[:cntrl:]]"; "?"));
    map(select(.name | startswith($at)) | .name = .name[($at | length):] | select(.name | startswith("locks/") | not))
    | map(.ours = (.name | test("^(config|(keys|snapshots|index)/[0-9a-f]{64}|data/[0-9a-f]{2}/[0-9a-f]{64})$"))) as $all
    | ($all | map(select(.ours and .size != null))) as $seen
    | ($all | map(if .ours | not then "\(.name) is no name that an export has"
        elif .size == null then "\(.name) is hidden by a delete marker; its version of \(.older[0].since | day) (\(.older[0].size) bytes) is still there"
        else empty end)) as $doubts
    | (if $at > ($tomorrow | strftime("%Y%m%dT%H%M%SZ/")) then ["its name says that it is yet to be begun"] else [] end)
      + ($seen | map(
        if .size == 0 then "\(.name) is empty"
        elif first.size != .size
          then "\(.name) was written over: it has \(.size) bytes, its version of \(first.since | day) has \(first.size)"
        elif (.name | startswith("data/") | not) and (.tier | . == "GLACIER" or . == "DEEP_ARCHIVE")
          then "\(.name) was put into \(.tier), where nobody can open it"
        elif (.name | startswith("keys/")) and .size > 4096 then "\(.name) is no key of restic: it has \(.size) bytes"
        else empty end))
      + (if any($seen[]; .name == "config") then [] else $doubts + ["config is missing"] end)
      + ($seen | map(select(.name | startswith("keys/"))) | if length == 1 then []
          elif . == [] then $doubts + ["it has no key"]
          else ["it has \(length) keys, of which one is ours: \(map(.name) | join(", "))"] end)
    | (clean, ($doubts | clean) | first_told), ($seen | map(.name | select(startswith("keys/"))) | .[0] // "")' "$work/listing" >"$work/listed" &&
    { IFS= read -r listed_fault && IFS= read -r listed_doubt && IFS= read -r listed_key; } <"$work/listed"
}

# For jq: the first of a list, and how many there are; nothing where there is none.
first_told='def first_told: if . == [] then "" elif length == 1 then .[0] else "\(.[0]) (\(length) in all)" end;'

# What a key wants of whoever opens it, of 128 bytes of memory N r times and of time N r p times: at most 128 MiB and
# some seconds. restic's own want 32 MiB (N of 32768, r of 8) and half a second. What is no key at all restic tells.
# Source: RFC 7914, section 2; restic, internal/crypto/kdf.go.
key_can_be_computed() {
  store cat "$(remote "$repository/$listed_key")" >"$work/key" 2>"$work/why" || { refusal="$listed_key could not be read: $(said)" && return 1; }
  [ "$(jq -r '(type == "object" and (.N * .r > 1048576 or .N * .r * .p > 16777216))' "$work/key" 2>/dev/null)" != true ] ||
    { refusal="$listed_key would take its reader too long to compute, so it is not ours" && return 1; }
}

# Judges the export in $repository: 0 where it is whole, with what it holds in $work/whole; 1 where it was never closed;
# 2 where it is refused, with the reason in $refusal. $1: `all` has restic look for everything that is listed, in its
# size; otherwise only what closes it is read. A key that is not ours may want its reader to compute for years, so what
# opens it first is given up.
judge_repository() {
  refusal='' doubts=''
  look_at_listing "${repository##*/}" || { refusal="its listing makes no sense" && return 2; }
  refusal=$listed_fault
  [ -z "$refusal" ] || return 2
  key_can_be_computed || return 2
  doubts=$listed_doubt
  content=0
  # Where something is hidden, whether it is missing.
  judge_content "$([ -z "$doubts" ] && echo "$1" || echo all)" || content=$?
  # What is missing is what was hidden.
  [ "$content" = 0 ] || [ -z "$doubts" ] || { refusal=$doubts${refusal:+; $refusal} && return 2; }
  return "$content"
}

judge_content() {
  if [ "$1" = all ]; then open_in_time cat config && open_with check || return 2; fi
  open_in_time snapshots --json || return 2
  # restic passes over one that it cannot read, and ends well.
  [ ! -s "$work/why" ] || { refusal=$(said) && return 2; }
  read_closing
}

open_in_time() {
  limit=$(setting openSeconds 600)
  open_with "$@" || { limit= && return 1; }
  limit=
}

# What restic prints is in $work/opened.
open_with() {
  opened=0
  restic_here "$@" --no-lock >"$work/opened" 2>"$work/why" || opened=$?
  case $opened in
    0) return 0 ;;
    124 | 137) refusal="it does not open within $limit seconds, so its key is not ours" ;;
    12) refusal="wrong key: $configuration/export-key does not open it, its fingerprint is $(key_fingerprint)" ;;
    *) refusal=$(said) ;;
  esac
  return 1
}

# By what closes it. Its tags are authenticated, and bind it to where it must be.
read_closing() {
  jq -c --arg format "$format" --arg estate "$(setting estate)" --arg snapshot "$snapshot" --arg begun "${repository##*/}" '
    def tag($name): [.tags // [] | .[] | select(startswith($name + "=")) | .[($name | length) + 1:]];
    { $format, $estate, item: ($snapshot | sub("/[^/]*$"; "")), $snapshot, $begun } as $where
    | def strays: . as $one | $where | to_entries | map(.value as $wanted | .key as $key | ($one | tag($key)) as $got
        | select($got != [$wanted]) | "its \($key) is \($got | join(", ")), not \($wanted)");
    . as $all | map(select(tag("count") != [])) | max_by(.time) as $closing
    | if $closing == null then null
      else ($closing | tag("archive") | map(split(" ") | { archive: .[0], id: .[1], bytes: (.[2] | tonumber), sha256: .[3] })) as $archives
        | { archives: $archives, job: ($closing | tag("job")[0]), closing: $closing.id,
            faults: (($closing | strays)
              + (if $archives == [] then ["it lists no archive"]
                 elif ($closing | tag("count")) == [$archives | length | tostring] then []
                 else ["it lists \($archives | length) archives, not \($closing | tag("count") | join(", "))"] end)
              + ($archives | map(. as $archive | ($all | map(select(.id == $archive.id)) | .[0]) as $one
                | if $one == null then "the snapshot \(.id) of \(.archive) is missing"
                  elif ($one | strays) != [] then "\(.archive): \($one | strays[0])"
                  # What it reads from standard input restic calls C:\NAME on Windows.
                  elif ($one | tag("archive")) != [.archive] or ($one.paths | map(sub("^[A-Za-z]:\\\\"; "/"))) != ["/" + .archive]
                    then "the snapshot \(.id) is of \($one | tag("archive") | join(", ")), not of \(.archive)"
                  else empty end))) }
      end' "$work/opened" >"$work/whole" || { refusal="its snapshots make no sense" && return 2; }
  # restic ends well where what it says finds no room.
  [ -s "$work/whole" ] || { refusal="restic has said nothing of its snapshots" && return 2; }
  [ "$(cat "$work/whole")" != null ] || return 1
  refusal=$(jq -r "$first_told"' .faults | first_told' "$work/whole")
  [ -z "$refusal" ] || return 2
  written_over=$(packs_written_again)
  doubts=$doubts${written_over:+${doubts:+; }$written_over}
}

# Packs of which there is a version that is younger than what closes the export, so it is not the exporter's. That its
# size is right is all that anybody knows before it is read.
packs_written_again() {
  jq -r --arg at "${repository##*/}/" --slurpfile whole "$work/whole" '
    def closed: $at + "snapshots/" + $whole[0].closing;
    (map(select(.name == closed) | [.since, .older[].since] | min)[0]) as $closed
    | map(select((.name | startswith($at + "data/")) and .older != [] and $closed != null and .since > $closed))
    | if . == [] then empty else "\(.[0].name[($at | length):]) was written again on \(.[0].since[0:10]), when the export was closed (\(length) in all): whether it is the same a restore shows" end' "$work/listing"
}

# The newest export of the snapshot that is whole, in $repository, or the one that was begun at $only; what is refused on
# the way is told, and remembered in $refused, and so is what is doubtful. $1: as `judge_repository` takes it; $2: how it
# is told. Whoever may write can put any number of others beside it, so the end of the window ends this too.
find_export() {
  refused=
  begun_exports >"$work/all-begun" || fail "the exports of $snapshot could not be told apart"
  grep -x "${only:-.*}" "$work/all-begun" >"$work/begun" || return 1
  while read -r begun; do
    [ "$(date +%s)" -lt "${OFFSITE_DEADLINE:-99999999999}" ] || exit "$window_over"
    repository=$snapshot/$begun
    verdict=0
    judge_repository "$1" </dev/null || verdict=$?
    case $verdict in
      0)
        [ -z "$doubts" ] || "$2" "the export $repository is whole, and $doubts"
        return 0
        ;;
      2)
        refused="${refused:+$refused; }the export $repository is refused: $refusal"
        "$2" "the export $repository is refused: $refusal"
        ;;
    esac
  done <"$work/begun"
  return 1
}
