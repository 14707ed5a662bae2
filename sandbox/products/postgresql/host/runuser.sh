#!/bin/sh
# runuser -u postgres -- COMMAND…, on a simulated host: PostgreSQL does not run as root, and a host of the sandbox has no
# other account that owns anything. So the command sees itself as another one, and root's files as its own.
if [ "$1 $2 $3" != "-u postgres --" ]; then
  echo "runuser: this host knows -u postgres -- COMMAND alone" >&2
  exit 64
fi
shift 3
exec bwrap --unshare-user --uid 1000 --gid 1000 --die-with-parent --dev-bind / / \
  --ro-bind /etc/postgres.passwd /etc/passwd --ro-bind /etc/postgres.group /etc/group -- "$@"
