# shellcheck shell=sh disable=SC2154
# An object of Proxmox Backup Server without secrets, through the product's own command line, which validates it.
# Settings besides those of properties.sh: `command` (datastore, prune-job …), `listing` and `removal` (options of
# those verbs), `removeVerb`, `positional` (what `create` takes without an option), `leaves` (what a removal leaves).
# A kind's own part may define `creation`, which prints further words for `create`, one a line, and `created`, which
# does what is left to do after it.

# $1: the verb.
manager() {
  verb=$1
  shift
  # The command is words of the program, such as `notification matcher`.
  # shellcheck disable=SC2046
  proxmox-backup-manager $(setting command) "$verb" "$@"
}

# Runs a verb with the options of a setting and further words. $1: the verb; $2: the setting.
manager_with() {
  verb=$1
  eval "words=\${setting_$2-}"
  shift 2
  eval "manager \"\$verb\" \"\$@\" $words"
}

# `list` tells "there is none" from "it could not be read"; `show` fails for both.
observe() {
  listing=$(manager_with list listing --output-format=json) || return 1
  found_in "$listing"
}

# Shell words for what differs from $1: an option for each wanted property, and `--delete` for each that is set and not
# wanted. Quoted by jq for eval, so that any value arrives as it was declared; joined by `=`, so that none is taken
# for an option. Of nothing, what `create` takes without an option comes first.
options() {
  printf '%s\n%s\n' "$envelope" "$1" | jq -nr '
    input as $envelope | input as $observed
    | $envelope.document as $wanted
    | ([$envelope.settings.key] + $envelope.settings.positional) as $named
    | (if $observed == {} then [$wanted[$envelope.settings.positional[]]] else [] end)
    + [ ($wanted | to_entries[]
          | select(.key as $key | $named | index($key) | not)
          | select($observed[.key] != .value)
          | .key as $key | (.value | if type == "array" then .[] else . end)
          | "--\($key)=\(.)"),
        ($observed | keys[] | select($wanted[.] == null) | "--delete=\(.)") ]
    | @sh'
}

create() {
  replace_sibling
  words=$(options '{}')
  eval "set -- $words"
  further=
  if command -v creation >/dev/null; then further=$(creation); fi
  # Fixed words of the program, without blanks.
  # shellcheck disable=SC2086
  quietly manager create "$identity" "$@" $further
  if command -v created >/dev/null; then created; fi
}

update() {
  keep_fixed "$observed"
  words=$(options "$observed")
  eval "set -- $words"
  quietly manager update "$identity" "$@"
}

remove() {
  observed=$(look)
  [ "$observed" != null ] || return 0
  removal=$(setting removeVerb)
  quietly manager_with "$removal" removal "$identity"
  printf %s "$envelope" | jq -r --argjson observed "$observed" '
    .settings.leaves // empty | "left: \(.) \([$observed.backend, $observed.path | values] | join(" "))"'
}
