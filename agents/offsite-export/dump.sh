# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# A source: the logical dumps of the PostgreSQL on this host, a set of the database-dump agent for each snapshot. That agent
# alone opens their repository, as the account of the database, and hands out an archive only as what closes its set has it.

agent=offsite-export-dump
source_name='the dumps'
source_settings=stanza
source_secrets=
# Archives come as they were dumped, uncompressed.
compression=auto

group_kind=dump
item_noun=server
items_in='[{ id: .stanza, name: .stanza }]'
item_row='{ stanza: $name }'
item_columns='.stanza, .stanza'
item_heads='SERVER STANZA'
item_labels() { printf 'stanza="%s"' "$1"; }

# Seconds that the agent may take to list its sets, and to hand out an archive: more than a week of windows.
list_seconds=1800
read_seconds=$((8 * 86400))

dumps() { as_account "$(setting databaseDump /usr/local/sbin/database-dump)" "$@"; }

# Whole sets, and when everything was last read again and found whole.
list_snapshots() {
  seconds=$list_seconds
  dumps sets "$1" 2>"$work/why" || { say "ERR the dumps of $1 cannot be listed: $(dumps_said)" && return 1; }
}

dumps_said() { tr -cd '\12\40-\176' <"$work/why" | grep . | tail -n 2 | paste -s -d ';' | cut -c1-600; }

# A dump reads all of its repository again at its end.
before_choice() { :; }

# What is wrong with each. A set has the time at which it was begun, and is verified where all was read after that.
snapshots_judged='
  def judged:
    .verified as $verified
    | .sets | map((.set | strptime("%Y%m%dT%H%M%SZ") | mktime) as $time
      | { time: $time, set,
          snapshot: "\($group)/\($time | todate)",
          archives: [.archives[].file],
          sizes: ([.archives[] | { (.file): .bytes }] | add),
          fault: (
            if $time > $now + $skew then "is dated in the future"
            elif .fault != null then "is not whole: \(.fault)"
            elif $time > $verified then "is not verified"
            else null end) });'

judged_with() { echo null; }

archive_name() { printf %s "$1"; }

before_archive() { :; }

# In the place of the shell that calls it.
become_reader() {
  # shellcheck disable=SC2016
  exec timeout --kill-after=10 "$read_seconds" runuser -u "$(setting account postgres)" -- env -i PATH="$PATH" LC_ALL=C TZ=UTC HOME=/nonexistent \
    sh -c 'cd / && exec "$@"' offsite-export "$(setting databaseDump /usr/local/sbin/database-dump)" cat "$(setting stanza)" \
    --set "$(printf %s "$chosen" | jq -r .set)" "$2" 9>&-
}

is_whole() { [ "$2" = "$(printf %s "$chosen" | jq -r --arg file "$1" '.sizes[$file]')" ]; }
