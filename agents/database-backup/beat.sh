# shellcheck shell=sh disable=SC2154
# beat STANZA: what production's own side of the check is. Two rows that belong together are written in one transaction,
# every minute; a restore that has both is one that no transaction was torn apart in.

beat_production() {
  [ "$#" -eq 0 ] || usage
  if write_heartbeat; then keep_state heartbeat; fi
  # Said of a server that takes no heartbeat as well: its log may wait all the same.
  write_metrics || fail "what waits to be archived of $stanza cannot be told"
  [ -z "$unbeaten" ] || fail "$unbeaten"
}

unbeaten=''

write_heartbeat() {
  heartbeat=$(setting heartbeatDatabase)
  [ -n "$heartbeat" ] || fail "heartbeatDatabase of $configuration names no database to write a heartbeat to"
  production_psql -U "$(setting beatUser "$superuser")" -d "$heartbeat" >/dev/null <<'SQL' && return
set client_min_messages = warning;
begin;
create schema if not exists backup_heartbeat;
create table if not exists backup_heartbeat.total (one boolean primary key default true check (one), beats bigint not null);
create table if not exists backup_heartbeat.beat (n bigint primary key, at timestamptz not null);
insert into backup_heartbeat.total (beats) values (0) on conflict do nothing;
with counted as (update backup_heartbeat.total set beats = beats + 1 returning beats)
insert into backup_heartbeat.beat select beats, clock_timestamp() from counted;
-- What a clock wrote that was wrong is no later than now, or every restore would lack it.
update backup_heartbeat.beat set at = now() where at > now() + interval '5 minutes';
delete from backup_heartbeat.beat where at < now() - interval '40 days';
commit;
SQL
  unbeaten="the heartbeat of $stanza was not written to $heartbeat"
  return 1
}

# Whoever holds a lock, or a replica that does not answer, is waited for no longer than until the next minute's turn.
production_psql() { PGCONNECT_TIMEOUT=10 PGOPTIONS='-c statement_timeout=10s' "$programs/psql" -X -qAt -v ON_ERROR_STOP=1 -h "$(setting socketDirectory /var/run/postgresql)" -p "$(setting port 5432)" "$@"; }

# $1: a query.
ask_production() { production_psql -U "$superuser" -d postgres -c "$1"; }
