# shellcheck shell=sh disable=SC2034,SC2154
# The repository of one server: a folder in a bucket of MinIO, of which its log-in reaches nothing else. restic encrypts
# and authenticates everything in it under the dump key.
#
# A set is what one run dumped: a snapshot of restic's for each archive, and one more, written last, whose file set.json
# lists them. What it does not list does not count. The tags of each: stanza, set (when it was begun), kind.

# What the tags are written and read by.
format=database-dump/1

repository_url() { printf 's3:%s/%s/%s' "$(setting endpoint)" "$(setting bucket)" "$stanza"; }

# $limit: seconds that it may take; none where it is empty. Its password and its credentials are in their files.
limit=
restic_here() {
  mkdir -p "$work/tmp"
  authority=$(setting caFile)
  ended=0
  rm -f "$work/restic" "$work/no-room"
  running=$(mktemp "$work/running-XXXXXX")
  (exec </dev/null >/dev/null 2>&1 9>&- && watch_restic) &
  # $work/restic is what is ended.
  # shellcheck disable=SC2016
  AWS_SHARED_CREDENTIALS_FILE=$configuration_root/$stanza/s3-credentials TMPDIR=$work/tmp \
    ${limit:+timeout --foreground --kill-after=10 "$limit"} sh -c 'echo "$$" >"$0" && exec "$@"' "$work/restic" \
    restic --repo "$(repository_url)" --password-file "$configuration_root/$stanza/dump-key" --no-cache --quiet \
    -o "s3.region=$(setting region us-east-1)" -o s3.bucket-lookup=path ${authority:+--cacert "$authority"} "$@" 9>&- || ended=$?
  rm -f "$running"
  return "$ended"
}

# restic that has no room for its own files waits for itself for ever, and says why to nobody but who ends it (0.18.1). So it
# is ended where their disk has been full for so long.
watch_restic() {
  full=0
  while is_running; do
    if has_room 1048576; then full=0; else full=$((full + 1)); fi
    if [ "$full" -ge "$(setting fullSeconds 60)" ]; then
      : >"$work/no-room"
      kill -TERM "$(cat "$work/restic")"
      sleep 10
      ! is_running || kill -KILL "$(cat "$work/restic")"
      return
    fi
    sleep 1
  done
}

# Whoever started it may have been killed.
is_running() { [ -e "$running" ] && { [ ! -s "$work/restic" ] || kill -0 "$(cat "$work/restic")"; }; }

# Some packs of 16 MiB.
room_for_restic=$((64 << 20))

# $1: bytes.
has_room() {
  # shellcheck disable=SC2046 # Two numbers.
  set -- "$1" $(stat -f -c '%a %S' -- "$work")
  [ "$#" != 3 ] || [ $(($2 * $3)) -ge "$1" ]
}

# The same, which has to end well. $1: what it is for, in words that a failure is told with; the rest is restic's.
must_restic() {
  purpose=$1
  shift
  restic_here "$@" >"$work/answer" 2>"$work/why" || fail "$purpose: $(why_restic $?)"
}

why_restic() {
  [ ! -e "$work/no-room" ] || { echo "restic had no room for its own files: the disk of $work is full" && return; }
  case $1 in
    10) echo "there is no repository at $(repository_url)" ;;
    11) echo "somebody else has it locked: $(said "$work/why")" ;;
    12) echo "the password is wrong: $configuration_root/$stanza/dump-key does not open $(repository_url); compare it with the escrowed one" ;;
    124 | 137) echo "$(repository_url) has not answered for $limit seconds: $(said "$work/why")" ;;
    *) said "$work/why" | grep . || echo "restic ended with $1" ;;
  esac
}

# Asks a repository that may be out of reach, of which restic would try for a quarter of an hour.
ask_repository() {
  limit=$(setting openSeconds 300)
  asked_repository=0
  restic_here "$@" >"$work/answer" 2>"$work/why" || asked_repository=$?
  reason=$([ "$asked_repository" = 0 ] || why_restic "$asked_repository")
  limit=
  return "$asked_repository"
}

# One that was there before and is gone, or is another, is nobody's to make anew: its versions are in the bucket still.
open_repository() {
  known=$(cat "$state/repository" 2>/dev/null) || known=
  if ask_repository cat config; then
    there=$(jq -r .id "$work/answer")
    [ "${known:-$there}" = "$there" ] ||
      fail "$(repository_url) is another repository than the one of the last dump (${there}, and it was $known); look who made it, and remove $state/repository if it is right"
  elif [ "$asked_repository" != 10 ]; then
    fail "the repository of $stanza does not open: $reason"
  elif [ -n "$known" ] || [ "$1" != make ]; then
    fail "the repository of $stanza is gone: ${reason}${known:+, where $known was; what was deleted is in the versions of the bucket, see docs/runbooks/database-restore.md; to begin anew remove $state/repository}"
  else
    must_restic "the repository of $stanza cannot be made" init
    must_restic "the repository of $stanza does not open" cat config
    there=$(jq -r .id "$work/answer")
  fi
  [ "$1" != make ] || printf '%s\n' "$there" >"$state/repository"
}

# All snapshots of this server, into $work/snapshots. restic passes over one that it cannot read, and ends well.
list_snapshots() {
  ask_repository snapshots --json --no-lock || fail "the dumps of $stanza cannot be listed: $reason"
  [ ! -s "$work/why" ] || fail "the dumps of $stanza cannot be listed: $(said "$work/why")"
  jq -e --arg stanza "stanza=$stanza" --arg format "format=$format" "$tag_of"'
    map(select((.tags // []) | index($stanza) and index($format)) | . + { set: tag("set"), kind: tag("kind") })' \
    "$work/answer" >"$work/snapshots" || fail "what restic says of the dumps of $stanza makes no sense"
}

# For jq: what follows `name=` in the tags of a snapshot; null where it is not there once.
# shellcheck disable=SC2016
tag_of='def tag($name): [.tags[] | select(startswith($name + "="))] | if length == 1 then .[0][($name | length) + 1:] else null end;'

closed_sets() { jq -r 'map(select(.kind == "set") | .set) | unique | .[]' "$work/snapshots"; }

# Says what has become of the newest set that was made here: whoever can write to the bucket can take snapshots out, and
# what was the newest before is it again. Of $work/snapshots.
lost_set() {
  made_here=$(read_past newest)
  found=$(closed_sets | tail -n 1)
  [ "$made_here" -gt "$([ -z "$found" ] && echo 0 || set_time "$found" +%s)" ] || return 0
  echo "the set of $stanza that was begun at $(epoch_words "$made_here") is gone from the repository, whose newest is ${found:-none}: somebody has removed it, or put an earlier state of the repository back; the bucket has its versions, see docs/runbooks/database-restore.md"
}

# Reads what closes a set, into $work/set.json, and looks whether all that it lists is there. $1: its name, or `latest`.
read_set() {
  list_snapshots
  set=$1
  [ "$set" != latest ] || set=$(closed_sets | tail -n 1)
  [ -n "$set" ] || fail "there is no whole set of dumps of $stanza yet"
  [ "$1" != latest ] || [ -z "$(lost_set)" ] || fail "$(lost_set); --set $set takes that one all the same"
  jq -r --arg set "$set" 'map(select(.kind == "set" and .set == $set)) | .[] | .id' "$work/snapshots" >"$work/closing"
  [ "$(lines_in "$work/closing")" = 1 ] || fail "there is no whole set $set of dumps of $stanza, or more than one; there are: $(closed_sets | paste -s -d ' ')"
  restic_here dump --no-lock "$(cat "$work/closing")" /set.json >"$work/set.json" 2>"$work/why" || fail "what closes the set $set of $stanza cannot be read: $(why_restic "$ended")"
  fault=$(jq -r --arg stanza "$stanza" --arg set "$set" --slurpfile snapshots "$work/snapshots" "$first_told"'
    [ (select(.stanza != $stanza) | "it is of \(.stanza)"), (select(.set != $set) | "it calls itself \(.set)"), (select(.archives == []) | "it lists no archive"),
      (.archives[] | . as $archive | ($snapshots[0] | map(select(.id == $archive.snapshot)) | .[0]) as $one
        | if $one == null then "the snapshot \(.snapshot) of \(.file) is missing"
          elif $one.set != $set or $one.kind != "archive" or $one.paths != ["/" + .file] then "the snapshot \(.snapshot) is not of \(.file)"
          else empty end) ] | first_told' "$work/set.json") || fail "what closes the set $set of $stanza makes no sense"
  [ -z "$fault" ] || fail "the set $set of $stanza is not whole: $fault"
  backup_label=$set
}

# For jq: the first of a list, and how many there are; nothing where there is none.
first_told='def first_told: if . == [] then "" elif length == 1 then .[0] else "\(.[0]) (\(length) in all)" end;'

# Writes an archive to standard output. $1: its snapshot, $2: its file. Its end is in $work/broke where it was no good one.
read_archive() {
  rm -f "$work/broke"
  restic_here dump --no-lock "$1" "/$2" 2>"$work/why" || echo "$ended" >"$work/broke"
}

set_time() { date -u -d "$(printf %s "$1" | sed 's/^\(....\)\(..\)\(..\)T\(..\)\(..\)\(..\)Z$/\1-\2-\3 \4:\5:\6Z/')" "$2"; }
