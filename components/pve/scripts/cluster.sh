# shellcheck shell=sh disable=SC2154
# What objects of a Proxmox VE cluster have in common: how they are read, and how a difference becomes words.

# The entry of a listing that has this identity, each property as the one text a command line would take; null if there
# is none. The product keeps no order in lists, and answers retention and the like as objects.
# $1: path of the listing; $2: the property that names an entry.
entry() {
  listing=$(pvesh get "$1" --output-format json) || return 1
  printf %s "$listing" | jq --arg key "$2" --arg identity "$identity" '
    def text: if type == "boolean" then (if . then "1" else "0" end) else tostring end;
    def flat:
      if type == "object" then to_entries | sort_by(.key) | map("\(.key)=\(.value | text)") | join(",")
      elif type == "array" then map(text) | sort | join(",")
      else text end;
    def ordered: split(",") | sort | join(",");
    map(select(.[$key] == $identity)) | .[0] // null
    | if . then
        del(.[$key], .digest, ."next-run")
        | with_entries(.value |= flat)
        | with_entries(if .key as $key | ["content", "exclude", "nodes", "vmid"] | index($key) then .value |= ordered else . end)
      else . end'
}

# Shell words for what differs from $1: an option for each wanted property, and one that names those that are set and
# not wanted. Quoted by jq for eval, so that any value arrives as it was declared. $2: properties that are no options.
options() {
  printf %s "$envelope" | jq -er --argjson observed "$1" --argjson apart "$2" '
    .document as $wanted
    | [ ($wanted | to_entries[]
          | select(.key as $key | $apart | index($key) | not)
          | select($observed[.key] != .value)
          | "--\(.key)=\(.value)"),
        ([$observed | keys[] | select($wanted[.] == null)] | if . == [] then empty else "--delete=\(join(","))" end) ]
    | @sh'
}

secret() {
  printf %s "$envelope" | jq -er --arg name "$1" '.secrets[$name]'
}
