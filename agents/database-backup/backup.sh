# shellcheck shell=sh disable=SC2154
# backup STANZA: a backup of production into its repository, and after the first of a week a look at all that is in there.

back_up() {
  [ "$#" -eq 0 ] || usage
  need_account
  type=$(due_type)
  lost=$(lost_newest "$(newest_in "$work/info-due.json")")
  say "a $type backup of $stanza begins"
  production_backrest --type="$type" --log-level-console=info backup >&2 || fail "there is no $type backup of $stanza: pgbackrest ended with $?"
  damaged=$(damaged_backup)
  refuse_absent
  [ -n "$damaged" ] || keep_state newest
  keep_state newest-stop "$stopped"
  [ -z "$lost" ] || say "ERR $lost"
  look_each_week
  [ -z "$damaged" ] ||
    fail "the backup $damaged of $stanza has pages that are damaged in production, so whatever is restored from it has them as well; which files is said above; look with pg_amcheck, and restore what they had from an earlier backup"
  [ -z "$lost" ] || exit 1
}

# pgBackRest ends well with pages whose checksum is wrong, and only says so (its command reference, "Page Checksums Option").
damaged_backup() {
  production_backrest --output=json info >"$work/info-after.json" 2>"$work/why" || fail "the repository of $stanza cannot be asked: $(said "$work/why")"
  jq -er --arg stanza "$stanza" '.[] | select(.name == $stanza) | .backup | max_by(.timestamp.stop) | select(. != null) | if .error == true then .label else "" end' "$work/info-after.json" ||
    fail "the repository of $stanza does not say how its newest backup is"
}

# What ends well and leaves no backup behind has made none.
refuse_absent() {
  stopped=$(newest_in "$work/info-after.json")
  [ "$stopped" -ge "$((began - clock_skew))" ] ||
    fail "there is no $type backup of $stanza: pgbackrest ended well, and the newest that its repository has is of $(epoch_words "$stopped")"
}

# The end of the newest backup in what `info` says. $1: a file.
newest_in() { jq -r --arg stanza "$stanza" '[.[] | select(.name == $stanza) | .backup[]?.timestamp.stop] | max // 0' "$1"; }

# Says what has become of the newest backup that was made here: whoever can write to the repository can put what listed its
# backups earlier in the place of what lists them now. $1: the end of the newest that the repository has.
lost_newest() {
  made_here=$(read_past newest-stop)
  [ "$made_here" -le "$1" ] ||
    echo "the backup of $stanza that ended at $(epoch_words "$made_here") is gone from its repository, whose newest is of $(epoch_words "$1"): somebody has removed it, or put an earlier state of the repository back; the bucket has its versions, see docs/runbooks/database-restore.md"
}

# Once it has gone well in a week; a look that was ended, or found something, is made up for by the next run.
look_each_week() {
  [ "$(week_of "$(read_state verified)")" != "$(week_of "$(date +%s)")" ] || return 0
  status_of_repository
}

# verified STANZA: the end of the newest backup that a look at all of the repository has covered, in seconds since 1970; 0
# where there was none. With --look all of it is read first if a backup is newer.
print_verified() {
  need_account
  case ${1:-} in
    '') ;;
    --look) look_if_newer ;;
    *) usage ;;
  esac
  read_past verified-until
}

look_if_newer() {
  take_turn_to_look
  ask_repository
  [ "$(read_past verified-until)" -ge "$(newest_stop)" ] || status_of_repository
}

# One dated in the future would pass for every backup that is still to come.
newest_stop() { jq --argjson now "$(date +%s)" '[.backup[].timestamp.stop | select(. <= $now)] | max // 0' "$work/info.json"; }

# A look reads all of the repository, which two need not do at once: the second finds what the first has noted.
take_turn_to_look() {
  looks=$(setting stateDirectory)
  [ -n "$looks" ] && [ -z "${looking:-}" ] || return 0
  mkdir -p "$looks/$stanza"
  exec 8>"$looks/$stanza/look.lock"
  flock -n 8 || {
    say "waiting for another look at the repository of $stanza to end"
    flock 8
  }
  looking=yes
}

# The first backup of each week is a full one, by the site's clock, whenever it is made: so the plan counts, and a full one
# that failed is made up for by the next run.
due_type() {
  production_backrest --output=json info >"$work/info-due.json" 2>"$work/why" || fail "the repository of $stanza cannot be asked: $(said "$work/why")"
  fulls=$(jq -r --arg stanza "$stanza" '.[] | select(.name == $stanza) | .backup[]? | select(.type == "full") | .timestamp.start' "$work/info-due.json") ||
    fail "what the repository of $stanza says makes no sense: $(head -c 300 "$work/info-due.json" | tr -cd '\40-\176')"
  this_week=$(week_of "$(date +%s)")
  for start in $fulls; do
    [ "$(week_of "$start")" != "$this_week" ] || { echo diff && return; }
  done
  echo full
}

week_of() { TZ=$(setting timezone UTC) date -d "@$1" +%G-%V; }

# pgBackRest as production's own archive_command runs it: one lock, one log.
production_backrest() { pgbackrest --config-path="$(setting backrestDirectory /etc/pgbackrest)" --stanza="$stanza" "$@"; }

# Notes that something has gone well, now; `beat` shows it. Without a stateDirectory nobody is told. $2: what is noted
# instead of the time.
keep_state() {
  kept=$(setting stateDirectory)
  [ -n "$kept" ] || return 0
  mkdir -p "$kept/$stanza"
  echo "${2:-$(date +%s)}" >"$kept/$stanza/$1.new" && mv "$kept/$stanza/$1.new" "$kept/$stanza/$1"
}

read_state() { cat "$(setting stateDirectory)/$stanza/$1" 2>/dev/null || echo 0; }
