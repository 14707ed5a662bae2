# shellcheck shell=sh disable=SC2154
# Proxmox Backup Server, through its own client and a token that can only read.

# Seconds that PBS may take to list the snapshots of a guest, and to hand out an archive: more than a week of windows.
list_seconds=600
read_seconds=$((8 * 86400))

# In the place of the shell that calls it. $1: the seconds after which it is stopped.
become_client() {
  seconds=$1
  shift
  namespace=$(setting namespace)
  [ -z "$namespace" ] || set -- "$@" --ns "$namespace"
  PBS_REPOSITORY=$(setting repository) PBS_FINGERPRINT=$(setting fingerprint) PBS_PASSWORD_FILE=$configuration/pbs-secret
  export PBS_REPOSITORY PBS_FINGERPRINT PBS_PASSWORD_FILE
  exec timeout --kill-after=10 "$seconds" proxmox-backup-client "$@"
}

# The snapshots of a guest as the server lists them.
list_snapshots() {
  (become_client "$list_seconds" snapshot list "vm/$1" --output-format json) || {
    [ "$?" != 124 ] || say "ERR PBS has not answered for $list_seconds seconds"
    return 1
  }
}

become_reader() {
  set -- restore "$1" "$2" -
  [ ! -e "$configuration/client-key.json" ] || set -- "$@" --keyfile "$configuration/client-key.json"
  become_client "$read_seconds" "$@"
}

# Which of a snapshot's archives is called so on the server: `drive-scsi0.img.fidx`, `qemu-server.conf.blob`.
archive_name() { printf %s "$1" | sed 's/\.[a-z]*$//'; }

# Whether so many bytes can be all of an archive. An image's size is that of the image; a blob's is that of its file on
# the server, which has a header and may be compressed, so of what is in it only that it is something can be told.
is_whole() {
  case $1 in
    *.fidx) [ "$2" = "$(printf %s "$chosen" | jq -r --arg file "$1" '.sizes[$file]')" ] ;;
    *) [ "$2" -gt 0 ] ;;
  esac
}
