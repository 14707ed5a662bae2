# shellcheck shell=sh disable=SC2034,SC2154
# The agent that dumps the databases of a PostgreSQL server (components/remote/scripts/agent.sh installs it). Removing it
# leaves every dump.

agent=database-dump
needed="restic jq flock"
account=postgres

# Debian 13's; nothing before 0.17 sees that a command failed whose output it stores.
prepare() {
  found=$(restic version 2>/dev/null | sed -n 's/^restic \([0-9.]*\).*/\1/p')
  [ "$(printf '0.18.0\n%s\n' "$found" | sort -V | head -n 1)" = 0.18.0 ] ||
    fail "restic is ${found:-of an unknown version}, 0.18.0 or later is needed, fix: apt-get install restic on Debian 13, or a release of https://github.com/restic/restic/releases in /usr/local/bin, checked by its SHA256SUMS"
  keep_dump_key
}

# The key on the host may be the last that opens the repository, so it goes only for one that opens it as well, or where
# there is no repository yet.
keep_dump_key() {
  [ -e "$(job)/dump-key" ] || return 0
  [ "$(cat "$(job)/dump-key")" != "$(secret dump-key)" ] || return 0
  answered=0
  declared=$(ask_declared) || answered=$?
  case $answered in 0 | 10) return 0 ;; esac
  printf 'FIX give the stack the key that is on the host, which the vault has in escrow, or name another place in backup:places\n' >&2
  fail "the dump key on the host is another than the one that is declared, which does not open the repository: restic ended with $answered: $(printf %s "$declared" | tr -cd '\12\40-\176' | tail -n 2 | paste -s -d ' ' | cut -c1-300)"
}

# What restic says to what is declared, before anything is replaced. 10: there is no repository.
ask_declared() (
  declared=$(mktemp -d)
  trap 'rm -rf "$declared"' EXIT
  secret dump-key >"$declared/dump-key"
  secret s3-credentials >"$declared/s3-credentials"
  url=$(printf %s "$envelope" | jq -er --arg folder "$identity" '.document.config | "s3:\(.endpoint)/\(.bucket)/\($folder)"')
  env -i PATH="$PATH" HOME=/nonexistent TMPDIR="$declared" AWS_SHARED_CREDENTIALS_FILE="$declared/s3-credentials" \
    timeout 120 restic --repo "$url" --password-file "$declared/dump-key" --no-cache --no-lock --quiet \
    -o s3.region=us-east-1 -o s3.bucket-lookup=path cat config 2>"$declared/why" >/dev/null && return
  answered=$?
  cat "$declared/why"
  exit "$answered"
)

settle() {
  state=$root/var/lib/database-dump/$identity
  exporter=$root/var/lib/prometheus/node-exporter
  (umask 022 && mkdir -p "$state" "$exporter")
  # Who has the directory above could lead root to another one by a link.
  [ ! -L "$state" ] || fail "$state is a link, and has to be a directory; look who made it, and take it away"
  chown -h postgres:postgres "$state"
  # The node exporter follows it; nobody but root writes to its directory.
  ln -sfn "/var/lib/database-dump/$identity/metrics.prom" "$exporter/database-dump-$identity.prom"
}

# What is shown of a server that nobody dumps any more would grow old for ever.
removed() {
  rm -f "$root/var/lib/prometheus/node-exporter/database-dump-$identity.prom"
  echo "the dumps stay in the repository"
}
