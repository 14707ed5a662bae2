# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# A source: the pgBackRest repository of the PostgreSQL on this host, as the tar archive of what a restore needs: the newest
# verified backup with what it depends on, and the log from there on. Its bytes stay encrypted as they lie in the
# repository. All that opens it is the account's of the database, which alone runs pgBackRest and the database-backup agent.

agent=offsite-export-pgbackrest
source_name=pgBackRest
source_settings=stanza
source_secrets=
# What is encrypted already does not shrink.
compression=off

group_kind=stanza
item_noun=server
items_in='[{ id: .stanza, name: .stanza }]'
item_row='{ stanza: $name }'
item_columns='.stanza, .stanza'
item_heads='SERVER STANZA'
item_labels() { printf 'stanza="%s"' "$1"; }

# Seconds that pgBackRest may take to say what it has, and to hand out all of it: more than a week of windows.
list_seconds=600
read_seconds=$((8 * 86400))

# The one archive of an export.
repository_archive=repository.tar
archive_name() { printf %s "$1"; }

# Words of a command line, of which none has a blank in it.
backrest_words() {
  printf 'pgbackrest --config-path=%s --stanza=%s --log-level-file=off --log-level-console=off --log-level-stderr=warn' "$(setting backrestDirectory /etc/pgbackrest)" "$(setting stanza)"
}

# shellcheck disable=SC2046 # Words.
backrest() { seconds=$list_seconds && as_account $(backrest_words) "$@"; }

# What pgBackRest has said, in a line: what a wrong key makes of a file is quoted in its errors, and that is no text.
backrest_said() { tr -cd '\12\40-\176' <"$work/why" | grep . | tail -n 4 | paste -s -d ';' | cut -c1-600; }

# Backups of the stanza, as pgBackRest lists them; it ends well whatever it finds.
list_snapshots() {
  command -v runuser >/dev/null || { say "ERR runuser is missing on $(uname -n), fix: apt-get install util-linux" && return 1; }
  backrest --output=json info >"$work/info-all" 2>"$work/why" || { say "ERR the repository of $1 cannot be asked: $(backrest_said)" && return 1; }
  tr -cd '\12\40-\176' <"$work/info-all" | jq -ce --arg stanza "$1" 'map(select(.name == $stanza)) | .[0] // empty' >"$work/info" 2>/dev/null ||
    { say "ERR the repository does not say of the stanza $1 how it is" && return 1; }
  unwell=$(jq -r 'if .status.code != 0 and .status.code != 2 then "is not well: " + ([.status.message, (.repo[]? | .status | select(.code != 0) | .message)] | unique | join("; ") | gsub("[^ -~]"; "?") | .[0:500])
    elif .cipher != "aes-256-cbc" then "is encrypted with \(.cipher // "nothing"), and only aes-256-cbc goes out" else "" end' "$work/info") ||
    unwell="says of itself what makes no sense"
  [ -z "$unwell" ] || { say "ERR the repository of $1 $unwell" && return 1; }
  cat "$work/info"
}

# What is wrong with each. A backup stands and falls with those that it depends on.
snapshots_judged='
  def judged:
    (.archive // []) as $archives
    | (.backup // []) as $all
    | $all | map(. as $one | .timestamp.stop as $time | ([(.reference // [])[], .label]) as $set
      | ($all | map(select(.label as $one | $set | index([$one])))) as $chain
      | { $time,
          snapshot: "\($group)/\(if $time < $endless then $time | todate else $time end)",
          archives: ["repository.tar"],
          set: ($chain | map({ name: .label, bytes: (.info.repository.delta // 0) })),
          log: ($archives | map(select(.database.id == $one.database.id)) | .[0]
            | { id, last: .max, first: ($chain | map(.archive.start[8:]) | min) }),
          fault: (
            if $time > $now + $skew then "is dated in the future"
            elif ($chain | length) < ($set | length) then "depends on a backup that is not there"
            elif any($chain[]; .error == true) then "has pages that were damaged in production when it was made"
            elif $time > $given then "is not verified"
            else null end) });'

# Up to when the database-backup agent has read the backups of the stanza again, and found them whole.
judged_with() {
  seconds=$list_seconds
  as_account "$(setting databaseBackup /usr/local/sbin/database-backup)" verified "$(setting stanza)" 2>"$work/why-unverified" | grep -Ex '[0-9]+' || echo 0
}

# Nothing unverified goes out: what is newer than the agent's last look is looked at now, all of it.
before_choice() {
  list_snapshots "$1" >"$work/unlooked" || fail "the backups of $1 could not be listed"
  newest_stop=$(jq --argjson now "$(date +%s)" --argjson skew "$clock_skew" '[.backup[]? | .timestamp.stop | select(. <= $now + $skew)] | max // 0' "$work/unlooked") ||
    fail "the backups of $1 make no sense"
  [ "$(judged_with)" -lt "$newest_stop" ] || return 0
  say "$1: a backup is newer than the last look at the repository, so all of it is read again, or what reads it is waited for"
  seconds=$(rest_of_window)
  ended=0
  as_account "$(setting databaseBackup /usr/local/sbin/database-backup)" verified "$1" --look >/dev/null 2>"$work/why-unverified" || ended=$?
  [ "$ended" != 0 ] || return 0
  said=$(tr -cd '\12\40-\176' <"$work/why-unverified" | sed -n 's/^database-backup: ERR //p' | tail -n 1 | cut -c1-600)
  # What has to do with the age of backups keeps none of them from going out.
  [ "$(judged_with)" -lt "$newest_stop" ] || { say "WARN $1: $said" && return 0; }
  fail "$1 is not exported, because its repository could not be verified: ${said:-the look ended with $ended}"
}
