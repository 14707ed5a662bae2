# shellcheck shell=sh disable=SC2154
# What is run by people and by timers, and the action that the program runs of itself.

usage() {
  cat >&2 <<TEXT
usage: $agent export JOB [--ignore-window]
       $agent resume JOB
       $agent status JOB [--json]
       $agent restore JOB SNAPSHOT ARCHIVE TARGET|- [--tier Bulk|Standard|Expedited] [--days N] [--begun TIME] [--force]
Exit code 0: done; 1: something failed; 64: wrong usage; 75: the window is over, the next one goes on.
TEXT
  exit 64
}

action=${1:-}
[ "$#" -ge 2 ] || usage
# What the program tells itself is nobody else's to say.
[ "$action" = export-item ] || unset OFFSITE_DEADLINE OFFSITE_RESUME
load "$2"
shift 2
case $action in
  export) export_job "$@" ;;
  export-item) export_item "$@" ;;
  resume) resume_job "$@" ;;
  status) status_job "$@" ;;
  restore) restore_archive "$@" ;;
  *) usage ;;
esac
