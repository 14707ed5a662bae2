# shellcheck shell=sh disable=SC2154
# A backup job of the cluster, through the API's own shell.

observe() {
  job=$(entry /cluster/backup id) || return 1
  printf %s "$job" | jq 'if . then del(.type) else . end'
}

create() {
  eval "pvesh create /cluster/backup --id=\"\$identity\" $(options '{}' '[]')"
}

# The product takes a template of notes only beside the storage, so that is always said again.
update() {
  changed=$(printf %s "$observed" | jq 'del(.storage)')
  eval "pvesh set \"/cluster/backup/\$identity\" $(options "$changed" '[]')"
}

# Backups that were made stay.
remove() {
  observed=$(look)
  [ "$observed" = null ] || pvesh delete "/cluster/backup/$identity" >&2
}
