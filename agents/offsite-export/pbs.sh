# shellcheck shell=sh disable=SC2016,SC2034,SC2154
# A source: Proxmox Backup Server, through its own client and a token that can only read. What any source has to say is
# in the README beside this file.

agent=offsite-export
source_name=PBS
source_settings=repository
source_secrets=pbs-secret
# restic's default.
compression=auto

group_kind=vm
item_noun=guest
items_in='(.guests // []) | map({ id: .vmid, name })'
item_row='{ guest: $name, vmid: ($id | tonumber) }'
item_columns='.guest, .vmid'
item_heads='GUEST VMID'
item_labels() { printf 'guest="%s",vmid="%s"' "$2" "$1"; }

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

# What PBS verifies it verifies by itself.
before_choice() { :; }

before_archive() {
  case $1 in
    *.didx | *.pxar*) fail "$snapshot: $1 is a file archive; only images and blobs are exported" ;;
  esac
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

# What is wrong with each.
snapshots_judged='
  def isLog: . == "client.log.blob";
  # What a backup that is still running has not got yet, and what one that broke off never will.
  def isWhole: any(.files[]; .filename == "index.json.blob" and has("size"));
  # The manifest is signed where the client had a key, and all that it lists is encrypted; a key that is sealed for a
  # master key is not.
  def plainFiles: [.files[] | select(.filename | isLog or . == "rsa-encrypted.key.blob" | not)
    | select(."crypt-mode" != (if .filename == "index.json.blob" then "sign-only" else "encrypt" end)) | .filename];
  def fault($time):
    if $time > $now + $skew then "is dated in the future"
    elif isWhole | not then "is not finished"
    elif $given != null and plainFiles != [] then "is not encrypted: \(plainFiles | join(", "))"
    elif ($given.fingerprint != null) and .fingerprint != $given.fingerprint then "is encrypted under another key (\(.fingerprint // "unknown"))"
    elif .verification.state == "failed" then "is damaged: its verification failed"
    elif .verification.state != "ok" then "is not verified"
    else null end;
  def judged:
    map(."backup-time" as $time | fault($time) as $fault
      | { time: $time, $fault, verification,
          snapshot: "\($group)/\(if $time < $endless then $time | todate else $time end)",
          archives: [.files[].filename | select(. != "index.json.blob" and (isLog | not))],
          sizes: [.files[] | { (.filename): .size }] | add }
      # One that is being made.
      | select(($fault == "is not finished" and $time > $now - 86400) | not));'

# What is known of the key that the backups were encrypted with; null where they are plain.
judged_with() {
  if [ -e "$configuration/client-key.json" ]; then
    jq -c '{ fingerprint: (.fingerprint // null) }' "$configuration/client-key.json"
  else
    echo null
  fi
}
