# shellcheck shell=sh disable=SC2154
# A backup job of the cluster, through the API's own shell.

observe() {
  job=$(entry /cluster/backup id) || return 1
  printf %s "$job" | jq 'if . then del(.type) else . end'
}

create() {
  eval "pvesh create /cluster/backup --id=\"\$identity\" $(options '{}' '[]')"
}

update() {
  eval "pvesh set \"/cluster/backup/\$identity\" $(options "$observed" '[]')"
}

# Backups that were made stay.
remove() {
  observed=$(look)
  [ "$observed" = null ] || pvesh delete "/cluster/backup/$identity" >&2
}
