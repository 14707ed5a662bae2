# shellcheck shell=sh disable=SC2034,SC2154
# The agent that backs up a PostgreSQL server, restores it and writes its heartbeat (components/remote/scripts/agent.sh
# installs it). Removing it leaves every backup, and the log goes on being archived.

agent=database-backup
needed="pgbackrest jq flock"
account=postgres

settle() {
  state=$root/var/lib/database-backup/$identity
  exporter=$root/var/lib/prometheus/node-exporter
  (umask 022 && mkdir -p "$state" "$exporter")
  # Who has the directory above could lead root to another one by a link.
  [ ! -L "$state" ] || fail "$state is a link, and has to be a directory; look who made it, and take it away"
  chown -h postgres:postgres "$state"
  # The node exporter follows it; nobody but root writes to its directory.
  ln -sfn "/var/lib/database-backup/$identity/metrics.prom" "$exporter/database-backup-$identity.prom"
}

# What is shown of a server that nobody backs up any more would grow old for ever.
removed() {
  rm -f "$root/var/lib/prometheus/node-exporter/database-backup-$identity.prom"
  echo "the backups stay in the repository"
}
