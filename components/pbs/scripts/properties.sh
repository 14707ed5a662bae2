# shellcheck shell=sh disable=SC2154
# What objects of Proxmox Backup Server have in common: how one is found in a listing, and what differs from it.
# Settings: `key` (the property that names an object), `immutable` (what the product cannot change), `defaults` (what
# the product leaves out because it is its default), `siblings` (paths of the API of the other types of this object,
# whose names it shares).

# The object of this identity in the listing $1, or null. Property strings are put in one order, because the product
# keeps the order they came in and leaves the name of their first key out.
found_in() {
  printf '%s\n%s\n' "$envelope" "$1" | jq -n '
    input as $envelope | input as $listing
    | def ordered($first):
        split(",") | map(gsub("\"";"") | if contains("=") then . else "\($first)=\(.)" end) | sort | join(",");
    $listing | map(select(.[$envelope.settings.key] == $envelope.identity)) | .[0] // null
    | if . then
        ($envelope.settings.defaults // {}) + del(.digest, .origin)
        | with_entries(if .key as $key | ["tuning", "maintenance-mode", "backend"] | index($key) then .value |= ordered("type") else . end)
      else . end'
}

# Ends with an error if the object, which is $1, would have to become another one.
keep_fixed() {
  fixed=$(printf '%s\n%s\n' "$envelope" "$1" | jq -nr '
    input as $envelope | input as $observed
    | [$envelope.settings.immutable[] | select($envelope.document[.] != $observed[.])] | join(", ")')
  [ -z "$fixed" ] || fail "$fixed cannot be changed in place; declare a new one under another name and move what uses it"
}

# An object of another type with this name. The product cannot change the type of one.
rival() {
  eval "set -- ${setting_siblings-}"
  for sibling; do
    listing=$(api get "$sibling") || return 1
    other=$(found_in "$listing") || return 1
    [ "$other" = null ] || { printf '%s\n' "$other" && return; }
  done
  echo null
}

# It goes before the object comes. The product refuses that where something refers to it.
replace_sibling() {
  eval "set -- ${setting_siblings-}"
  for sibling; do
    listing=$(api get "$sibling")
    other=$(found_in "$listing")
    [ "$other" = null ] || quietly api delete "$sibling/$identity"
  done
}
