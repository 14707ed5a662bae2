# shellcheck shell=sh disable=SC2034,SC2154
# dump STANZA: every declared database and what they share, as one set, which counts once all of it was read back.

dump_server() {
  [ "$#" -eq 0 ] || usage
  need_account
  mkdir -p "$state"
  exec 9>"$state/lock"
  # The end of the other one is what the metrics tell.
  flock -n 9 || { trying= && fail "another dump of $stanza is running"; }
  unfinished=$([ ! -e "$state/unfinished" ] || echo yes)
  : >"$state/unfinished"
  has_room "$room_for_restic" || fail "the disk of $work has less than $((room_for_restic >> 20)) MiB free, and restic makes its files there before it sends them; make room there"
  open_repository make
  # A run that was killed has left its lock; restic takes none away of a process that lives, or of the last half an hour.
  [ -z "$unfinished" ] || must_restic "the repository of $stanza cannot be freed of stale locks" unlock
  set=$(date -u +%Y%m%dT%H%M%SZ)
  list_snapshots
  lost=$(lost_set)
  : >"$work/archives"
  setting databases >"$work/wanted"
  while IFS= read -r database; do dump_database "$database"; done <"$work/wanted"
  dump_globals
  tell_left_out
  close_set
  read_all_again
  [ -z "$lost" ] || fail "$lost; a new set was made, and none is let go of"
  forget_old_sets
  rm -f "$state/unfinished"
}

# PostgreSQL's conninfo: a name may have any character but \0, and one with a = would be taken for more than a name.
# $1: a database.
conninfo() {
  quoted=$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")
  printf "host=%s port=%s user=%s connect_timeout=30 dbname='%s'" "$(setting socketDirectory /var/run/postgresql)" "$(setting port 5432)" "$superuser" "$quoted"
}

# What no path and no tag of restic's could take otherwise is written as in an address (RFC 3986, 2.2 and 2.3); jq before
# 1.7 leaves five characters as they are, and a database's file has one name whichever wrote it.
file_of() {
  jq -rn --arg name "$1" '$name | @uri
    | gsub("!"; "%21") | gsub("\u0027"; "%27") | gsub("\\("; "%28") | gsub("\\)"; "%29") | gsub("\\*"; "%2A") | . + ".dump"'
}

# $1: the database. Not compressed: restic does that, and finds again what was there before.
dump_database() {
  file=$(file_of "$1")
  room=$("$programs/psql" -X -qAt -v ON_ERROR_STOP=1 -d "$(conninfo "$1")" -c 'select pg_database_size(current_database())' 2>"$work/why") ||
    fail "the database '$1' of $stanza is not dumped: $(said "$work/why")"
  say "the database '$1' of $stanza is dumped"
  store archive "$file" "the database '$1'" --stdin-from-command -- "$programs/pg_dump" --format=custom --compress=0 --dbname="$(conninfo "$1")"
  read_back "$file" "$1"
  note_archive "$1" "$room"
}

# A database that somebody has made since is in no dump until it is declared, and who made it knows nothing of that. What
# every server has is none of anybody's.
tell_left_out() {
  "$programs/psql" -X -qAt -v ON_ERROR_STOP=1 -d "$(conninfo postgres)" -c "select datname from pg_database where datallowconn and not datistemplate and datname <> 'postgres'" >"$work/there" 2>"$work/why" ||
    fail "the databases of $stanza cannot be listed: $(said "$work/why")"
  sort "$work/there" >"$work/there-sorted"
  sort -u "$work/wanted" | comm -23 "$work/there-sorted" - >"$work/left-out"
  lines_in "$work/left-out" >"$state/left-out"
  [ ! -s "$work/left-out" ] || say "WARN in no dump of $stanza, because nobody has declared them: $(paste -s -d ' ' "$work/left-out")"
}

# Roles with their passwords, their memberships and settings, and where tablespaces are.
dump_globals() {
  store archive globals.sql "roles and tablespaces" --stdin-from-command -- "$programs/pg_dumpall" --globals-only --dbname="$(conninfo postgres)"
  read_archive "$snapshot" globals.sql >"$work/globals"
  [ ! -e "$work/broke" ] || fail "roles and tablespaces of $stanza cannot be read back: $(why_restic "$(cat "$work/broke")")"
  # Its last line but for blanks (PostgreSQL, src/bin/pg_dump/pg_dumpall.c).
  grep -q '^-- PostgreSQL database cluster dump complete' "$work/globals" || fail "roles and tablespaces of $stanza were not dumped to their end"
  rm -f "$work/globals"
  note_archive '' 0
}

# A command that fails leaves no snapshot. $1: kind, $2: the file's name, $3: what it is; the rest is restic's. Sets
# $snapshot and $bytes.
store() {
  kind=$1 stored=$2 what=$3
  shift 3
  restic_here backup --json --host "$stanza" --time "$(set_time "$set" '+%Y-%m-%d %H:%M:%S')" --group-by '' --force --stdin-filename "$stored" \
    --tag "format=$format" --tag "stanza=$stanza" --tag "set=$set" --tag "kind=$kind" "$@" >"$work/answer" 2>"$work/why" ||
    fail "$what of $stanza cannot be stored: $(why_restic "$ended")"
  snapshot=$(jq -r 'select(.message_type == "summary") | .snapshot_id // empty' "$work/answer")
  [ -n "$snapshot" ] || fail "restic does not say where it stored $what of $stanza"
  bytes=$(jq -r 'select(.message_type == "summary") | .total_bytes_processed' "$work/answer")
}

# Its list and all that is behind it: `pg_restore -l` alone ends well on an archive that is damaged further on. $1: the file,
# $2: the database.
read_back() {
  # What is left behind the archive is read too, so that restic sees all of it.
  read_archive "$snapshot" "$1" | { "$programs/pg_restore" --file=/dev/null && cat >/dev/null; } 2>"$work/read" || fail "the archive of '$2' cannot be read to its end: $(said "$work/read")"
  [ ! -e "$work/broke" ] || fail "the archive of '$2' cannot be read back: $(why_restic "$(cat "$work/broke")")"
}

# $1: the database, or nothing of what they share, $2: its room in bytes.
note_archive() {
  jq -nc --arg file "$stored" --arg database "$1" --arg snapshot "$snapshot" --argjson bytes "$bytes" --argjson room "$2" \
    '{ $file, $snapshot, $bytes } + if $database == "" then {} else { $database, $room } end' >>"$work/archives"
}

close_set() {
  jq -n --arg stanza "$stanza" --arg set "$set" --arg version "$("$programs/pg_dump" --version)" --slurpfile archives "$work/archives" '{ $stanza, $set, $version, $archives }' >"$work/set.json"
  store 'set' set.json "what closes the set" --stdin <"$work/set.json"
  read_set "$set"
  jq '[.archives[].bytes] | add' "$work/set.json" >"$state/bytes"
  set_time "$set" +%s >"$state/newest"
}

# The lists, and every byte of all sets: a pack that rots in the bucket is found before what is older goes.
read_all_again() {
  must_restic "not all of the repository of $stanza could be read" check --read-data
  date +%s >"$state/verified"
}
