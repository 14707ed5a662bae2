# shellcheck shell=sh disable=SC2154
# Proxmox Backup Server, through its own client and a token that can only read.

backup_client() {
  namespace=$(setting namespace)
  [ -z "$namespace" ] || set -- "$@" --ns "$namespace"
  PBS_REPOSITORY=$(setting repository) PBS_FINGERPRINT=$(setting fingerprint) \
    PBS_PASSWORD_FILE=$configuration/pbs-secret proxmox-backup-client "$@"
}

# The newest snapshot of a guest that the server has verified, as JSON; "none" if there is none. $2: one that is
# taken instead if it is among them.
newest_verified() {
  snapshots=$(backup_client snapshot list "vm/$1" --output-format json) || return 1
  printf %s "$snapshots" | jq -ec --arg preferred "${2:-}" '
    map(select(.verification.state == "ok")
      | { snapshot: "\(."backup-type")/\(."backup-id")/\(."backup-time" | todate)", time: ."backup-time", verification,
          archives: [.files[].filename | select(. != "index.json.blob" and . != "client.log.blob")],
          sizes: [.files[] | { (.filename): .size }] | add })
    | (map(select(.snapshot == $preferred)) | .[0]) // max_by(.time) // "none"'
}

# Which of a snapshot's archives is called so on the server: `drive-scsi0.img.fidx`, `qemu-server.conf.blob`.
archive_name() { printf %s "$1" | sed 's/\.[a-z]*$//'; }

# Whether so many bytes can be all of an archive. An image's size is that of the image; a blob's is that of its file on
# the server, which has a header and may be compressed, so of what is in it only that it is something can be told.
is_whole() {
  case $1 in
    *.fidx) [ "$2" = "$(printf %s "$newest" | jq -r --arg file "$1" '.sizes[$file]')" ] ;;
    *) [ "$2" -gt 0 ] ;;
  esac
}

read_archive() {
  set -- restore "$1" "$2" -
  [ ! -e "$configuration/client-key.json" ] || set -- "$@" --keyfile "$configuration/client-key.json"
  backup_client "$@"
}
