# shellcheck shell=sh disable=SC2034,SC2154
# restore STANZA: a set into a cluster of its own beside production, and whether what came back is whole.

restore_set() {
  wanted='' place=''
  while [ "$#" -gt 0 ]; do
    case $1 in
      --set)
        [ "$#" -ge 2 ] || usage
        wanted=$2
        shift
        ;;
      --keep) keep=yes ;;
      -*) usage ;;
      *)
        [ -z "$place" ] || usage
        place=$1
        ;;
    esac
    shift
  done
  if [ -z "$wanted" ] || [ -z "$place" ]; then usage; fi
  need_account
  port=$(setting scratchPort 54329)
  [ "$port" != "$(setting port 5432)" ] || fail "scratchPort is $port, which is production's; name another"
  claim_directory "$place"
  open_repository read
  read_set "$wanted"
  target_type='set' target=$set
  # Its databases took this much when they were dumped.
  backup_bytes=$(jq '[.archives[].room // 0] | add' "$work/set.json")
  need_space
  asked_at=$(date +%s)
  make_cluster
  start_server
  restore_globals
  jq -c '.archives[] | select(.database != null)' "$work/set.json" >"$work/databases-of-set"
  while IFS= read -r archive; do restore_database "$archive" </dev/null; done <"$work/databases-of-set"
  restored=yes
  restore_seconds=$(($(date +%s) - asked_at))
  check_set
}

target_words() { echo "the end of its start"; }

# As production's own, so that roles and what they were granted come back under the name of whoever granted it.
make_cluster() {
  "$programs/initdb" -D "$data" --username "$superuser" --auth-local peer --auth-host reject --no-locale --encoding UTF8 --data-checksums --no-sync >/dev/null 2>"$work/why" ||
    fail "no cluster can be made in $data: $(no_space "$work/why" || said "$work/why")"
}

# Where a tablespace was is production's; it goes below the directory, and what says otherwise is refused. The first role
# is there already.
restore_globals() {
  globals=$(jq -r '.archives[] | select(.file == "globals.sql") | .snapshot' "$work/set.json")
  read_archive "$globals" globals.sql >"$work/globals"
  [ ! -e "$work/broke" ] || fail "roles and tablespaces of the set $set cannot be read: $(why_restic "$(cat "$work/broke")")"
  awk -v at="$directory/tablespaces/" -v first="CREATE ROLE $(identifier "$superuser");" '
    $0 == first && !there { there = 1; next }
    /^CREATE TABLESPACE .* LOCATION \047.*\047;$/ { sub(/ LOCATION \047.*/, " LOCATION \047" at ++n "\047;") }
    { print }
    END { print n + 0 >"/dev/stderr" }' "$work/globals" >"$work/globals-here" 2>"$work/tablespaces"
  # A quote in a text of somebody's, a comment on a role, is written twice, so that none of them says so.
  ! grep -E "LOCATION E?'[^']" "$work/globals-here" | grep -qvF " LOCATION '$directory/tablespaces/" ||
    fail "the set $set says of a tablespace in a way that this program does not read where it is; restore its archives by hand"
  seq 1 "$(cat "$work/tablespaces")" | while read -r n; do mkdir "$directory/tablespaces/$n"; done
  psql_here -d template1 -f "$work/globals-here" >/dev/null 2>"$work/why" || fail "roles and tablespaces of the set $set are not restored: $(no_space "$work/why" "$server_log" || said "$work/why")"
  # A password's hash is in it.
  rm -f "$work/globals" "$work/globals-here"
}

# As PostgreSQL writes it: in quotes where it has to.
identifier() { case $1 in *[!a-z0-9_]* | [!a-z_]*) printf '"%s"' "$(printf %s "$1" | sed 's/"/""/g')" ;; *) printf %s "$1" ;; esac; }

psql_here() { "$programs/psql" -X -qAt -v ON_ERROR_STOP=1 -h "$socket" -p "$port" -U "$superuser" "$@"; }

# $1: what the set says of it. Its archive makes the database under its name, with its settings and grants.
restore_database() {
  database=$(printf %s "$1" | jq -r .database)
  # The one that every new cluster has makes way, and stays.
  [ "$database" != postgres ] || psql_here -d template1 -c 'alter database postgres rename to postgres_of_initdb' >/dev/null
  read_archive "$(printf %s "$1" | jq -r .snapshot)" "$(printf %s "$1" | jq -r .file)" |
    { "$programs/pg_restore" --exit-on-error --create -h "$socket" -p "$port" -U "$superuser" -d template1 && cat >/dev/null; } >/dev/null 2>"$work/restored" ||
    fail "the database '$database' is not restored: $(no_space "$work/restored" "$server_log" || said "$work/restored")"
  [ ! -e "$work/broke" ] || fail "the archive of '$database' cannot be read: $(why_restic "$(cat "$work/broke")")"
}

check_set() {
  check "databases" set_is_there
  check_contents
  refuse_failed_checks
}

set_is_there() {
  query template1 "select datname from pg_database where datallowconn and not datistemplate order by 1" >"$work/databases" || return 1
  jq -r '.archives[].database | select(. != null)' "$work/set.json" | sort -u >"$work/dumped"
  missing=$(sort "$work/databases" | comm -13 - "$work/dumped" | paste -s -d ' ')
  [ -z "$missing" ] || { echo "missing: $missing; there are: $(paste -s -d ' ' "$work/databases")" && return 1; }
  # Those of the set alone are looked at.
  cp "$work/dumped" "$work/databases"
  echo "$(paste -s -d ' ' "$work/dumped"), of production $(missing_of_production) not"
}

# What is declared now and was not dumped then.
missing_of_production() { setting databases | sort -u | comm -23 - "$work/dumped" | paste -s -d ' ' | grep . || echo none; }

status_of_sets() {
  [ "$#" -eq 0 ] || usage
  need_account
  open_repository read
  read_set latest
  hours=$(setting dumpHours 192)
  begun=$(set_time "$set" +%s)
  ! is_future "$begun" || fail "the newest whole set of $stanza, $set, is dated later than now, so nobody knows how old it is: look at the clock of this machine (timedatectl), and at docs/runbooks/database-restore.md"
  [ $(($(date +%s) - begun)) -le $((hours * 3600)) ] || fail "the newest whole set of $stanza is of $(epoch_words "$begun"), and $hours hours may lie between two"
  must_restic "not all of the repository of $stanza could be read" check --no-lock
  check_name="repository (restic check)"
  record passed "$(closed_sets | paste -s -d ' ')"
}

# cat STANZA: one archive of a set to standard output, for whoever wants a table of it.
print_archive() {
  [ "$#" -eq 3 ] || usage
  [ "$1" = --set ] || usage
  need_account
  open_repository read
  read_set "$2"
  jq -r --arg name "$3" '.archives[] | select(.database == $name or .file == $name) | "\(.snapshot) \(.file)"' "$work/set.json" >"$work/one"
  [ "$(lines_in "$work/one")" = 1 ] || fail "the set $set has no '$3'; it has $(jq -r '[.archives[] | .database // .file] | join(", ")' "$work/set.json")"
  read -r snapshot file <"$work/one"
  read_archive "$snapshot" "$file"
  [ ! -e "$work/broke" ] || fail "the archive of '$3' cannot be read to its end: $(why_restic "$(cat "$work/broke")"); what was written is not whole"
}

# sets STANZA: { verified, sets }: when everything was last read again, in seconds since 1970, and each set that was closed
# with what it lists, the oldest first; `fault` where it is not whole.
print_sets() {
  [ "$#" -eq 0 ] || usage
  need_account
  open_repository read
  list_snapshots
  closed_sets >"$work/closed-sets"
  while IFS= read -r one; do
    # In a shell of its own, as a set that is not whole ends it.
    if (read_set "$one") </dev/null 2>"$work/fault"; then
      jq -c '{ set, archives: [.archives[] | { file, bytes }], fault: null }' "$work/set.json"
    else
      jq -nc --arg set "$one" --arg fault "$(sed -n 's/^database-dump: ERR //p' "$work/fault" | head -n 1)" '{ $set, archives: [], $fault }'
    fi
  done <"$work/closed-sets" >"$work/sets"
  jq -sc --argjson verified "$(read_past verified)" '{ $verified, sets: . }' "$work/sets"
}
