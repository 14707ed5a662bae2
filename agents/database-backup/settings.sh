#!/bin/sh
# shellcheck shell=sh disable=SC2034,SC2154
# database-backup: restores a PostgreSQL from its pgBackRest repository beside production, and looks whether what came
# back is whole. The parts of this program are joined into one file when it is installed; this one comes first.
set -eu
umask 077

# What is set for other tools must not lead this one elsewhere: PGHOST, PGBACKREST_PG1_PATH, a proxy. So nothing of the
# environment stays but where programs are, and this program's own.
for name in $(env -0 | tr '\n\0' '_\n' | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
  case $name in
    PATH | PWD | DATABASE_BACKUP_*) ;;
    *) unset "$name" ;;
  esac
done
export LC_ALL=C TZ=UTC SHELL=/bin/sh HOME=/nonexistent PSQLRC=/nonexistent

called=database-backup
configuration_root=${DATABASE_BACKUP_CONFIGURATION:-/etc/database-backup}

new_line='
'
tab=$(printf '\t')

# Reads what is declared of a stanza. Passwords are none of it: pgBackRest reads its own files.
load() {
  stanza=$1
  case $stanza in
    '' | *[!A-Za-z0-9_-]*) fail "'$stanza' is no name of a stanza; allowed are letters, digits, - and _" ;;
  esac
  configuration=$configuration_root/$stanza/config.json
  [ -r "$configuration" ] ||
    fail "there is no $configuration; stanzas here: $(find "$configuration_root" -name config.json -printf '%P ' 2>/dev/null | sed 's|/config.json||g')"
  jq -e 'type == "object"' "$configuration" >/dev/null 2>&1 || fail "$configuration is no JSON object; apply the stack again"
  for needed in binDirectory dataDirectories databases; do
    [ -n "$(setting "$needed")" ] || fail "$configuration makes no sense (it has no $needed); apply the stack again"
  done
  programs=$(setting binDirectory)
  superuser=$(setting superuser postgres)
  for program in initdb postgres psql pg_isready pg_dump pg_dumpall pg_amcheck pg_checksums pg_controldata; do
    [ -x "$programs/$program" ] || fail "$programs/$program is not there; binDirectory of $configuration must be that of the server's version"
  done
  command -v pgbackrest >/dev/null || fail "pgbackrest is not there; install it in the version that production has"
}

# PostgreSQL does not run as root, and what it writes has to be its own.
need_account() {
  [ "$(id -u)" -ne 0 ] || fail "root cannot run PostgreSQL; run it as the account of the database: runuser -u postgres -- $0 …"
}

# pgBackRest in the scratch's own terms: no lock, spool or log that production has as well. Of its output everything
# that is no text is left out: what a wrong key makes of a file is quoted in its errors.
backrest() {
  PGBACKREST_LOCK_PATH=$work/lock PGBACKREST_SPOOL_PATH=$work/spool PGBACKREST_LOG_PATH=$work PGBACKREST_ARCHIVE_ASYNC=n \
    pgbackrest --config-path="$(setting backrestDirectory /etc/pgbackrest)" --stanza="$stanza" --log-level-file=off \
    --log-level-console=warn --log-level-stderr=off --io-timeout="$(setting ioSeconds 60)" "$@"
}

# What a tool said of a failure, in a line. $1: a file.
said() { tr -cd '\11\12\40-\176' <"$1" | sed -n 's/^.*\(ERROR: \[.*\)$/\1/p; s/^.*\(FATAL: .*\)$/\1/p; s/^.*\(PANIC: .*\)$/\1/p; s/^ *\(HINT: .*\)$/\1/p' | awk '!seen[$0]++' | head -n 4 | paste -s -d ';' | cut -c1-600; }
