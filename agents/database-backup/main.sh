# shellcheck shell=sh disable=SC2034,SC2154
# What is run by people and by timers.

usage() {
  cat >&2 <<'TEXT'
usage: database-backup backup STANZA
       database-backup restore STANZA --time TIME|--name POINT|--latest DIRECTORY [--set BACKUP] [--repository FOLDER] [--keep] [--no-verify]
       database-backup status STANZA [--no-verify]
       database-backup verified STANZA [--look]
       database-backup beat STANZA
TIME has its zone: 2026-11-22T10:00:00Z. DIRECTORY is empty or is not there yet; with --keep what was restored stays in it.
FOLDER has an export of the repository that was unpacked; without it the repository itself is taken.
Exit code 0: all is well; 1: something is not, and the result's "error" says what; 64: wrong usage.
TEXT
  exit 64
}

restore_database() {
  wanted='' place='' verify=yes set='' unpacked=''
  while [ "$#" -gt 0 ]; do
    case $1 in
      --time | --name)
        if [ -z "${2:-}" ] || [ -n "$wanted" ]; then usage; fi
        wanted=$1
        case $1 in --time) wanted_time "$2" ;; --name) wanted_name "$2" ;; esac
        shift
        ;;
      --latest)
        [ -z "$wanted" ] || usage
        wanted=$1
        wanted_latest
        ;;
      --set) set=${2:?"--set takes the label of a backup"} && shift ;;
      --repository) unpacked=${2:?"--repository takes the folder that an export was unpacked into"} && shift ;;
      --keep) keep=yes ;;
      --no-verify) verify= ;;
      -*) usage ;;
      *)
        [ -z "$place" ] || usage
        place=$1
        ;;
    esac
    shift
  done
  if [ -z "$wanted" ] || [ -z "$place" ]; then usage; fi
  need_account
  port=$(setting scratchPort 54329)
  [ "$port" != "$(setting port 5432)" ] || fail "scratchPort is $port, which is production's; name another"
  [ -z "$unpacked" ] || use_folder "$unpacked"
  claim_directory "$place"
  look_at_repository
  need_space
  asked_at=$(date +%s)
  restore_files
  restore_seconds=$(($(date +%s) - asked_at))
  started=$(date +%s)
  start_server
  recovery_seconds=$(($(date +%s) - started))
  run_checks
  refuse_failed_checks
}

look_at_repository() {
  ask_repository
  choose_backup
  [ -z "$folder" ] || refuse_uncovered
  look_for_gaps "$archive_start"
  # What is missing later than a target is no hindrance to it, and what is missing before it ends the recovery.
  [ "$target_type" != latest ] || { refuse_gaps && refuse_lost; }
  check_name="repository (pgbackrest verify)"
  if [ -z "$verify" ]; then
    record skipped "--no-verify was given"
  else
    verify_repository
    record passed "$backup_label and $(lines_in "$work/segments") segments"
  fi
}

status_of_repository() {
  verify=yes set=''
  case ${1:-} in
    '') ;;
    --no-verify) verify= ;;
    *) usage ;;
  esac
  need_account
  wanted_latest
  [ -z "$verify" ] || take_turn_to_look
  look_at_repository
  [ -z "$verify" ] || { keep_state verified && keep_state verified-until "$(newest_stop)"; }
  look_between_backups
  stopped=$(jq .timestamp.stop "$work/backup.json")
  ! is_future "$stopped" || fail "the newest backup of $stanza, $backup_label, is dated $(epoch_words "$stopped"), which is yet to come, so nobody knows how old it is: look at the clock of this machine (timedatectl)"
  hours=$(setting backupHours 26)
  [ $(($(date +%s) - stopped)) -le $((hours * 3600)) ] || fail "the newest backup of $stanza, $backup_label, is of $(epoch_words "$stopped"), and $hours hours may lie between two"
  [ ! -s "$work/gaps" ] || fail "$between"
}

# What is missing before the newest backup keeps nobody from the latest, and somebody from a moment that the plan promises:
# it is told, and counts in the metrics, after all else is noted.
look_between_backups() {
  look_for_gaps "$(info '[.backup[].archive.start] | min')"
  keep_state gaps "$(lines_in "$work/gaps")"
  check_name="log since the oldest backup"
  if [ ! -s "$work/gaps" ]; then record passed "$(lines_in "$work/segments") segments" && return; fi
  between="the archive of $stanza lacks WAL between its backups: $(paste -s -d ',' "$work/gaps"); no moment from there to the end of the next backup can be had back"
  record failed "$between"
}

action=${1:-}
[ "$#" -ge 2 ] || usage
trap finish EXIT
trap interrupted INT TERM HUP
case $action in
  restore | status) asked=$action ;;
  backup | beat | verified) ;;
  *) usage ;;
esac
wanted_stanza=$2
shift 2
load "$wanted_stanza"
# Not on the disk that is restored to, which may be full when something is to be said of it.
work=$(mktemp -d)
server_log=$work/server.log
: >"$work/checks"
case $action in
  restore) restore_database "$@" ;;
  status) status_of_repository "$@" ;;
  backup) back_up "$@" ;;
  verified) print_verified "$@" ;;
  beat) beat_production "$@" ;;
esac
