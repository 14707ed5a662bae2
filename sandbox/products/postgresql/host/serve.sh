#!/bin/sh
# The PostgreSQL of a simulated host, as Debian's package has made it when it is first started. It listens on a socket in
# the host's own files alone. POSTGRESQL: the directory of its programs.
set -eu
version=$("$POSTGRESQL/postgres" --version | sed -n 's/^postgres (PostgreSQL) \([0-9]*\).*/\1/p')
data=/var/lib/postgresql/$version/main
mkdir -p /var/run/postgresql /var/log/pgbackrest
printf 'postgres:x:1000:1000::/var/lib/postgresql:/bin/sh\n' >/etc/postgres.passwd
printf 'postgres:x:1000:\n' >/etc/postgres.group
if [ ! -e "$data/PG_VERSION" ]; then
  rm -rf "$data"
  mkdir -p "$data"
  runuser -u postgres -- "$POSTGRESQL/initdb" --pgdata "$data" --data-checksums --no-sync --username postgres \
    --auth-local peer --auth-host reject --no-locale --encoding UTF8 >&2
fi
# A server that ended with its host has left this.
rm -f "$data/postmaster.pid"
# Where somebody who does not know the version sees how it is.
ln -sfn "$version/main/postmaster.pid" /var/lib/postgresql/ready.pid
# `archive_mode` can be switched on only at a start; a server with something worth keeping has it.
grep -q '^archive_mode' "$data/postgresql.conf" || echo 'archive_mode = on' >>"$data/postgresql.conf"
exec runuser -u postgres -- "$POSTGRESQL/postgres" -D "$data" -c listen_addresses= -c fsync=off \
  -c shared_buffers=16MB -c unix_socket_directories=/var/run/postgresql
