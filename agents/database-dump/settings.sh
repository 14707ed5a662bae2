#!/bin/sh
# shellcheck shell=sh disable=SC2034,SC2154
# database-dump: logical dumps of the databases of a PostgreSQL, in a restic repository, and the way back. The parts of
# this program are joined into one file when it is installed; this one comes first.
set -eu
umask 077

# What is set for other tools must not lead this one elsewhere: PGHOST, RESTIC_REPOSITORY, a proxy. So nothing of the
# environment stays but where programs are, and this program's own.
for name in $(env -0 | tr '\n\0' '_\n' | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
  case $name in
    PATH | PWD | DATABASE_DUMP_*) ;;
    *) unset "$name" ;;
  esac
done
export LC_ALL=C TZ=UTC SHELL=/bin/sh HOME=/nonexistent PSQLRC=/nonexistent

called=database-dump
configuration_root=${DATABASE_DUMP_CONFIGURATION:-/etc/database-dump}

new_line='
'

# Reads what is declared of a server. The password of the repository and the keys to its bucket are none of it: restic
# reads their files.
load() {
  stanza=$1
  case $stanza in
    '' | *[!A-Za-z0-9_-]*) fail "'$stanza' is no name of a server; allowed are letters, digits, - and _" ;;
  esac
  configuration=$configuration_root/$stanza/config.json
  [ -r "$configuration" ] ||
    fail "there is no $configuration; servers here: $(find "$configuration_root" -name config.json -printf '%P ' 2>/dev/null | sed 's|/config.json||g')"
  jq -e 'type == "object"' "$configuration" >/dev/null 2>&1 || fail "$configuration is no JSON object; apply the stack again"
  for needed in binDirectory dataDirectories databases endpoint bucket stateDirectory keepLast keepWithinDays; do
    [ -n "$(setting "$needed")" ] || fail "$configuration makes no sense (it has no $needed); apply the stack again"
  done
  state=$(setting stateDirectory)/$stanza
  for secret in dump-key s3-credentials; do
    [ -r "$configuration_root/$stanza/$secret" ] || fail "$configuration_root/$stanza/$secret is missing; apply the stack again"
  done
  # Lists have a line for each; and `psql -d` takes what has a = or begins so for more than a name.
  strange=$(jq -r '[.databases[] | select(test("[[:cntrl:]=]|^postgres(ql)?://"))] | .[0] // empty | tojson' "$configuration")
  [ -z "$strange" ] || fail "the database $strange cannot be dumped under that name; allowed are names without =, line breaks and control characters"
  programs=$(setting binDirectory)
  superuser=$(setting superuser postgres)
  for program in initdb postgres psql pg_isready pg_dump pg_dumpall pg_restore pg_amcheck; do
    [ -x "$programs/$program" ] || fail "$programs/$program is not there; binDirectory of $configuration must be that of the server's version"
  done
  need_restic
}

# PostgreSQL does not run as root, and takes its own account for what it trusts.
need_account() {
  [ "$(id -u)" -ne 0 ] || fail "root is nobody whom PostgreSQL lets in; run it as the account of the database: runuser -u postgres -- $0 …"
}

# As the offsite export needs it: nothing older sees that a command failed whose output it stores (0.17).
need_restic() {
  found=$(restic version 2>/dev/null | sed -n 's/^restic \([0-9.]*\).*/\1/p') || :
  [ "$(printf '0.18.0\n%s\n' "$found" | sort -V | head -n 1)" = 0.18.0 ] ||
    fail "restic 0.18.0 or later is needed on $(uname -n), there is ${found:-none}; fix: apt-get install restic (Debian 13), or https://github.com/restic/restic/releases"
}

# What a tool said of a failure, in one line; restic says some of it as JSON. $1: a file.
said() {
  tr -cd '\11\12\40-\176' <"$1" | jq -Rr '. as $line | try (fromjson | .error.message // .message // $line) catch $line' |
    grep -v -e '^$' -e '^The repository ' -e '^Is there a repository' -e '^s3:' -e '^main\.' -e '^	' -e '^github.com/' -e '^runtime\.' |
    sed -e 's/^Fatal: //' -e 's/^error: //' -e 's/^ *//' | awk '!seen[$0]++' | head -n 4 | paste -s -d ';' | sed 's/;/; /g' | cut -c1-600
}
