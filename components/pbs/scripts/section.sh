# shellcheck shell=sh disable=SC2154
# One section of Proxmox Backup Server's configuration, through its own command line, which validates it.
# Settings: `command` (datastore, prune-job …), `key` (the property that names it), `positional` (what `create`
# takes without an option), `immutable` (what `update` cannot change).

setting() {
  printf %s "$envelope" | jq -er ".settings.$1"
}

manager() {
  proxmox-backup-manager "$@"
}

# `list` tells "there is none" from "it could not be read"; `show` fails for both.
observe() {
  sections=$(manager "$(setting command)" list --output-format json) || return 1
  printf %s "$sections" | jq --arg key "$(setting key)" --arg identity "$identity" \
    'map(select(.[$key] == $identity)) | .[0] // null | if . then del(.digest) else . end'
}

# Shell words for what differs from $1: `--option value` for each wanted property, `--delete option` for each
# that is set and not wanted. Quoted by jq for eval, so that any value arrives as it was declared.
options() {
  printf %s "$envelope" | jq -er --argjson observed "$1" '
    .settings as $settings
    | ([$settings.key] + $settings.positional) as $named
    | .document as $wanted
    | [ ($wanted | to_entries[]
          | select(.key as $key | $named | index($key) | not)
          | select($observed[.key] != .value)
          | .key as $key | (.value | if type == "array" then .[] else . end)
          | "--" + $key, tostring),
        ($observed | keys[] | select($wanted[.] == null) | "--delete", .) ]
    | @sh'
}

create() {
  eval "set -- $(printf %s "$envelope" | jq -er '[.document[.settings.positional[]]] | @sh') $(options '{}')"
  # A datastore whose data is there already is taken up again, backups and all.
  [ ! -d "$(printf %s "$envelope" | jq -r '.document.path // ""')/.chunks" ] || set -- "$@" --reuse-datastore true
  manager "$(setting command)" create "$identity" "$@"
}

update() {
  fixed=$(printf %s "$envelope" | jq -r --argjson observed "$observed" \
    '.document as $wanted | .settings.immutable[] | select($wanted[.] != $observed[.])')
  [ -z "$fixed" ] || fail "$fixed cannot be changed in place; declare a new one under another name and move the backups"
  eval "set -- $(options "$observed")"
  manager "$(setting command)" update "$identity" "$@"
}

remove() {
  [ "$(look)" != null ] || return 0
  eval "set -- $(printf %s "$envelope" | jq -er '.settings.removal // [] | @sh')"
  manager "$(setting command)" remove "$identity" "$@" >&2
}
