# shellcheck shell=sh disable=SC2030,SC2031,SC2034,SC2154
# A PostgreSQL server whose log pgBackRest archives: pgBackRest's files of the stanza, what the server is told, and the
# stanza itself, which is checked with a segment that goes all the way. The server is never restarted. Removing it ends
# the archiving, so that the log does not pile up on a disk that nobody empties; every backup stays.
# Settings: programs (directory of the server's), port, sockets, least (the first pgBackRest that knows this version).
# The document: server (what it says of itself), options (pgBackRest's), elsewhere (options of the stanza in other files),
# secrets (of each whether it is as declared), stanza, archiving. Secrets: options of pgBackRest by name.

root=${HOST_ROOT:-}
directory=$root/etc/pgbackrest
state=$root/var/lib/database-backup

# Written here, and by nobody else.
conf() { printf '%s/conf.d/%s.conf' "$directory" "$identity"; }
secret_conf() { printf '%s/conf.d/%s-secret.conf' "$directory" "$identity"; }

document_of() { printf %s "$envelope" | jq -er ".document.$1"; }

# PostgreSQL takes its own account for what it trusts; of this script's environment nothing is to reach pgBackRest.
as_postgres() { (cd / && runuser -u postgres -- env -i PATH="$PATH" LC_ALL=C HOME=/nonexistent "$@"); }

sql() { as_postgres "$(setting programs)/psql" -X -qAt -v ON_ERROR_STOP=1 -h "$(setting sockets)" -p "$(setting port)" -U postgres -d postgres "$@"; }
backrest() { as_postgres pgbackrest --config-path="$directory" --stanza="$identity" --log-level-file=off --log-level-console=warn --log-level-stderr=off "$@"; }

# The same, which has to end well. What a wrong key makes of a file is quoted in its errors, and that is no text.
must_backrest() {
  said=$(backrest "$@" 2>&1) || {
    printf '%s\n' "$said" | tr -cd '\12\40-\176' | sed -n 's/^.*\(ERROR: \[[0-9]*\]:\)/Error: pgbackrest: \1/p; s/^ *\(HINT: .*\)/Error: \1/p' | cut -c1-300 | awk '!seen[$0]++'
    fail "pgbackrest $* has failed"
  }
}

observe() {
  [ -e "$(conf)" ] || { echo null && return; }
  server=$(observe_server) || return 1
  jq -n --argjson server "$server" --argjson options "$(options_in "$(conf)")" --argjson elsewhere "$(elsewhere)" \
    --argjson secrets "$(secrets_state)" --arg stanza "$(stanza_state)" --arg archiving "$(archiving_state)" \
    '{ $server, $options, $elsewhere, $secrets, $stanza, $archiving }'
}

# What counts is what the server does, wherever it was told that. Before 15 there is no archive_library, and a log that is
# written for subscribers as well has all that a replica needs.
observe_server() {
  sql -c "select json_object_agg(name, setting) from pg_settings where name in ('archive_mode', 'archive_command', 'archive_library', 'archive_timeout', 'data_directory', 'server_version_num', 'wal_level')" |
    jq -e '{ archive_mode, archive_command, archive_timeout, data_directory,
      wal_level: (if .wal_level == "logical" then "replica" else .wal_level end),
      archive_library: (.archive_library // ""),
      version: (.server_version_num | tonumber / 10000 | floor) }'
}

# Options by section of a file of pgBackRest: `[section]`, `key=value`; a line that begins with # is a comment.
options_in() {
  jq -nR '[inputs | sub("^\\s+"; "") | sub("\\s+$"; "") | select(. != "" and (startswith("#") | not))]
    | reduce .[] as $line ({ section: "" };
      if $line | test("^\\[.*\\]$") then .section = $line[1:-1]
      else ($line | capture("^(?<key>[^=]*)=(?<value>.*)$") // { key: $line, value: null }) as $option
        | .all[.section][$option.key] = (if .all[.section] | has($option.key)? then "several times" else $option.value end) end)
    | .all // {}' "$1"
}

# What other files of pgBackRest would have it do for this stanza: names alone, because values may be secret. What only
# says how it logs, and how much it does at once, is the operator's.
elsewhere() {
  find "$directory" -maxdepth 2 -name '*.conf' ! -path "$(conf)" -print | sort | while IFS= read -r file; do
    # What is in the section of the secrets' own file is told by secrets_state.
    own=
    [ "$file" != "$(secret_conf)" ] || own=$identity
    options_in "$file" | jq -c --arg stanza "$identity" --arg file "${file#"$root"}" --arg own "$own" '
      to_entries[] | select((.key | test("^global(:|$)") or . == $stanza or startswith($stanza + ":")) and .key != $own) | .key as $section
      | .value | keys[] | select(test("^(log-|process-max|nice|compress-level|buffer-size)") | not) | "\($file) [\($section)] \(.)"'
  done | jq -s .
}

secrets_state() {
  there=$( { [ ! -e "$(secret_conf)" ] || options_in "$(secret_conf)"; } | jq -s '.[0] // {}')
  mode=$(stat -c '%a %u %g' "$(secret_conf)" 2>/dev/null) || mode=none
  alone="640 0 $(getent group postgres | cut -d : -f 3)"
  printf '%s\n%s\n' "$envelope" "$there" | jq -n --arg stanza "$identity" --arg mode "$mode" --arg alone "$alone" '
    input.secrets as $wanted | input as $there | ($there[$stanza] // {}) as $got
    | ($wanted + $got) | with_entries(.key as $key | .value =
      (if $got[$key] == null then "missing" elif $wanted[$key] == null then "not declared"
       elif $got[$key] != $wanted[$key] then "another"
       elif $mode != $alone then "readable by others" else "as declared" end))'
}

# `info` ends with 0 whatever it finds, so its own word for it counts; that there is no backup yet is nothing to mend here.
# It asks no server, so that one which has taken the place of another is looked for besides: numbers that jq would round.
stanza_state() {
  info=$(backrest info --output=json 2>/dev/null | tr -cd '\12\40-\176')
  theirs=$(printf %s "$info" | grep -o '"system-id":[0-9]*' | tail -n 1)
  [ -z "$theirs" ] || [ "${theirs#*:}" = "$(sql -c "select system_identifier from pg_control_system()")" ] || { echo "of another server" && return; }
  printf %s "$info" | jq -r --arg stanza "$identity" '
    (map(select(.name == $stanza)) | .[0]) as $one
    | if $one == null then "missing" elif $one.status.code == 0 or $one.status.code == 2 then "ok"
      else [$one.status.message, ($one.repo[]? | .status | select(.code != 0) | .message | split("\n")[0])] | unique | join("; ") end' 2>/dev/null ||
    echo "it cannot be asked"
}

# By the server's own account of its last try. A try that hangs is no failure, and one that is never made neither: what has
# waited for three times as long as a segment may take is told of its own.
archiving_state() {
  sql -c "select case when last_failed_time > coalesce(last_archived_time, '-infinity') then 'failing' when exists (select from pg_ls_archive_statusdir() where name like '%.ready' and modification < now() - interval '15 minutes') then 'behind' when last_archived_time is null then 'not begun' else 'working' end from pg_stat_archiver"
}

# Somebody else archives this server: that would end, and with it whatever is made of that log.
rival() {
  theirs=$(sql -c "select json_object_agg(name, setting) from pg_settings where name in ('archive_command', 'archive_library') and setting not in ('', '(disabled)', '/bin/true')") || return 1
  ours=$(document_of server.archive_command)
  printf %s "${theirs:-null}" | jq --arg ours "$ours" 'if . == null or .archive_command == $ours then null else . end'
}

create() {
  need_programs
  need_version
  keep_passphrase
  write_files
  make_stanza
  tell_server
  must_backrest check
}

update() { create; }

need_programs() {
  for command in runuser pgbackrest jq; do
    command -v "$command" >/dev/null || fail "$command is missing, fix: apt-get install $command"
  done
  [ -x "$(setting programs)/psql" ] || fail "$(setting programs)/psql is not there; programDirectory in backup:postgres must be that of the server's version"
}

need_version() {
  there=$(observe_server) || fail "PostgreSQL cannot be asked what it is"
  runs=$(printf %s "$there" | jq -r .version)
  declared=$(document_of server.version)
  [ "$runs" = "$declared" ] || fail "PostgreSQL $runs runs there, and $declared is declared; correct the version in backup:postgres"
  data=$(printf %s "$there" | jq -r .data_directory)
  declared=$(document_of server.data_directory)
  [ "$data" = "$declared" ] || fail "the data of this server is in $data, and $declared is declared; correct dataDirectory, or the port, in backup:postgres"
  [ "$(sql -c "select pg_is_in_recovery()")" = f ] || {
    printf 'FIX declare the primary, or promote this one\n' >&2
    fail "this server is a standby, which archives nothing"
  }
  found=$(as_postgres pgbackrest version | sed -n 's/^pgBackRest \([0-9.]*\).*/\1/p')
  least=$(setting least)
  [ "$(printf '%s\n%s\n' "$least" "${found:-0}" | sort -V | head -n 1)" = "$least" ] || {
    printf 'FIX install %s or later, such as that of https://apt.postgresql.org: apt-get install pgbackrest\n' "$least" >&2
    fail "pgBackRest is ${found:-of an unknown version}, which does not know PostgreSQL $runs"
  }
}

# pgBackRest cannot change the passphrase of a repository: the one on the host may be the last that opens it, so it goes
# only where what is declared opens the repository that is declared, or there is none yet.
keep_passphrase() {
  [ "$(secrets_state | jq -r '.["repo1-cipher-pass"]')" = another ] || return 0
  [ "$(stanza_state)" != ok ] || here="the repository opens with the passphrase that is on the host, and another one is declared"
  declared=$(declared_state)
  case $declared in
    ok | "of another server" | missing | "missing stanza path") return 0 ;;
  esac
  printf 'FIX give the stack the passphrase that is on the host, which the vault has in escrow, or name another place in backup:places\n' >&2
  fail "${here:-it cannot be told whether the passphrase on the host is the last that opens the repository, and another one is declared}; to what is declared pgBackRest says: $declared"
}

# What the repository says of itself to what is declared, before anything is replaced.
declared_state() (
  directory=$(mktemp -d "$root/run/database-backup-XXXXXX")
  trap 'rm -rf "$directory"' EXIT
  chown root:postgres "$directory"
  chmod 750 "$directory"
  (umask 022 && mkdir "$directory/conf.d")
  write_options
  stanza_state
)

# A file appears whole or not at all. $1: mode, $2: file, content on standard input.
install_file() {
  cat >"$2.new" && chown root:postgres "$2.new" && chmod "$1" "$2.new" && mv -f "$2.new" "$2"
}

write_files() {
  (umask 022 && mkdir -p "$directory/conf.d" "$state")
  mkdir -p "$state/lock" && chown -R postgres:postgres "$state"
  write_options
  others=$(elsewhere | jq -r 'join(", ")')
  [ -z "$others" ] || {
    printf 'FIX look whether anything else needs them, and take them out\n' >&2
    fail "other files of pgBackRest have options that count for $identity as well: $others"
  }
}

# Where there is no pgbackrest.conf, /etc/pgbackrest.conf would count.
write_options() {
  [ -e "$directory/pgbackrest.conf" ] || : | install_file 640 "$directory/pgbackrest.conf"
  printf %s "$envelope" | jq -er '.document.options | to_entries[] | "[\(.key)]", (.value | to_entries[] | "\(.key)=\(.value)")' | install_file 640 "$(conf)"
  printf %s "$envelope" | jq -er --arg stanza "$identity" '"[\($stanza)]", (.secrets | to_entries[] | "\(.key)=\(.value)")' | install_file 640 "$(secret_conf)"
}

# A stanza that is there stays, with all its backups; of another server it is refused.
make_stanza() { [ "$(stanza_state)" = ok ] || must_backrest stanza-create; }

# A server whose log has too little in it to be archived does not start with archive_mode on, so that both wait for the same
# restart. One that was told so for its next start counts as well.
raise_wal_level() {
  [ "$(sql -c "select 'minimal' in (current_setting('wal_level'), (select setting from pg_file_settings where name = 'wal_level' order by seqno desc limit 1)) is true")" = f ] ||
    sql -c "alter system set wal_level = 'replica'"
}

# ALTER SYSTEM takes no parameters, so that quotes are doubled here.
tell_server() {
  raise_wal_level
  for name in archive_mode archive_command archive_timeout; do
    value=$(document_of "server.$name" | sed "s/'/''/g")
    sql -c "alter system set $name = '$value'"
  done
  ! sql -c "select 1 from pg_settings where name = 'archive_library'" | grep -q 1 || sql -c "alter system set archive_library = ''"
  sql -c "select pg_reload_conf()" >/dev/null
  pending=$(await_settings) || {
    printf 'FIX restart it when nobody needs it (systemctl restart postgresql), then apply again; nothing is archived until then\n' >&2
    fail "PostgreSQL takes these only when it is restarted, which the stack never does: $pending"
  }
}

# The postmaster reads its files a moment after it was told to.
await_settings() {
  told='{ archive_mode, archive_command, archive_timeout, archive_library, wal_level }'
  tries=0
  until [ "$(observe_server | jq -c "$told")" = "$(printf %s "$envelope" | jq -c ".document.server | $told")" ]; do
    tries=$((tries + 1))
    [ "$tries" -le 50 ] || { sql -c "select string_agg(name, ', ') from pg_settings where pending_restart or name = 'archive_command' and source <> 'configuration file'" && return 1; }
    sleep 0.1
  done
}

advice() {
  case $1 in
    *"do not match the database"* | *"system-id"*)
      echo "the repository has backups of another server under this name, or of this one before an upgrade: for an upgrade run as postgres: pgbackrest --config-path=/etc/pgbackrest --stanza=$identity stanza-upgrade; backups that are there stay"
      ;;
    *"ERROR: [029]: unable to load info file"* | *"ERROR: [095]: unable to load info file"*)
      echo "that is what a passphrase looks like that does not open the repository: compare it with the escrowed one"
      ;;
    *"WAL segment"*"not archived before"* | *ArchiveTimeout*)
      echo "look at what archive_command says in the log of PostgreSQL"
      ;;
    *"unable to find"*"certificate"* | *"certificate"*)
      echo "put the authority of MinIO's certificate into /usr/local/share/ca-certificates and run update-ca-certificates"
      ;;
    *"could not connect to server"* | *"connection to server"*)
      echo "start PostgreSQL, or correct the port in backup:postgres"
      ;;
  esac
}

# A server whose log nobody takes keeps it until its disk is full, so it is told that all is taken: `/bin/true` is
# PostgreSQL's own way to end archiving without a restart (its documentation, "archive_command"). One that cannot be told
# goes on with what it was told as soon as it is up, so what that needs stays until it can; one without data is none.
remove() {
  command=
  [ ! -e "$root$(document_of server.data_directory)/PG_VERSION" ] || command=$(sql -c "show archive_command")
  if [ "$command" = "$(document_of server.archive_command)" ]; then
    sql -c "alter system set archive_command = '/bin/true'"
    sql -c "alter system reset archive_timeout"
    sql -c "select pg_reload_conf()" >/dev/null
  fi
  rm -f "$(conf)" "$(secret_conf)"
  echo "the repository stays with every backup; nothing is archived any more, and archive_mode stays on until somebody restarts the server without it" >&2
}
