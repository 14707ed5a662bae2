# shellcheck shell=sh disable=SC2154
# An object of Proxmox Backup Server that holds secrets, or that the command line does not know: read through the
# local API's command, written by its calls. What root can read back of a secret is compared on the host, and only
# whether it is as declared is said.
# Settings besides those of properties.sh and api.sh: `path` of the API, `file` (where the product keeps it, below
# /etc/proxmox-backup), `section` (its type in that file), `secrets` (each with the form it is kept in: `text`,
# `base64` or, one a line, `list`), `initial` (secrets that matter at creation only).

observe() {
  path=$(setting path) || return 1
  listing=$(api get "$path") || return 1
  object=$(found_in "$listing") || return 1
  states=$(secret_states) || return 1
  printf '%s\n%s\n' "$object" "$states" | jq -n 'input as $object | input as $states
    | if $object then $object + $states else null end'
}

# The product's own file, or nothing where there is none yet.
kept_file() {
  file=/etc/proxmox-backup/$(setting file) || return 1
  [ ! -e "$file" ] || cat "$file"
}

# `as declared`, `another` or `missing` for each secret that is wanted or there.
secret_states() {
  kept=$(kept_file) || return 1
  printf '%s\n%s\n' "$envelope" "$kept" | jq -Rn '
    (input | fromjson) as $envelope
    | "\($envelope.settings.section): \($envelope.identity)" as $header
    | reduce inputs as $line ({};
        if $line | test("^\\S") then .inside = ($line == $header)
        elif .inside then ($line | capture("^\\s+(?<key>\\S+) (?<value>.*)$")? // null) as $property
          | if $property then .found[$property.key] += [$property.value] else . end
        else . end)
    | (.found // {}) as $found
    | [ $envelope.settings.secrets | to_entries[]
        | .key as $key | .value as $form
        | $envelope.secrets[$key] as $secret
        | select($secret != null or $found[$key] != null)
        | ($secret // "" | if $form == "list" then split("\n") elif $form == "base64" then [@base64] else [.] end) as $lines
        | { $key, value: (if $found[$key] == null then "missing"
            elif $secret != null and $found[$key] == $lines then "as declared" else "another" end) } ]
    | from_entries'
}

# The body of a call that makes the object what is wanted; it is $1 now.
body() {
  printf '%s\n%s\n' "$envelope" "$1" | jq -nc '
    input as $envelope | input as $observed
    | $envelope.secrets as $secrets
    | def sent($key): $secrets[$key] | if $envelope.settings.secrets[$key] == "list" then split("\n") else . end;
    [$observed | keys[] | select($envelope.document[.] == null)] as $unwanted
    | ($envelope.document | with_entries(select($observed[.key] != .value)
        | if $envelope.settings.secrets[.key] then .value = sent(.key) else . end))
      + if $unwanted == [] then {} else { delete: $unwanted } end'
}

create() {
  replace_sibling
  content=$(body '{}')
  content=$(printf '%s\n%s\n' "$envelope" "$content" | jq -nc '
    input as $envelope | input + ([$envelope.settings.initial[]? | { key: ., value: $envelope.secrets[.] }
      | select(.value)] | from_entries)')
  path=$(setting path)
  call POST "$path" "$content"
}

update() {
  keep_fixed "$observed"
  content=$(body "$observed")
  path=$(setting path)
  call PUT "$path/$identity" "$content"
}

remove() {
  observed=$(look)
  [ "$observed" != null ] || return 0
  path=$(setting path)
  quietly api delete "$path/$identity"
}
