# shellcheck shell=sh disable=SC2154
# An API token. The product shows a secret once and keeps a hash, so this host keeps the secret for root alone, until
# the token is given another one or removed: whatever else changes, applying again gives the same secret back.
# Settings: `user`, `token` (its name), `port`. The document has `generation`; another number gives another secret.

vault=/var/lib/backup-remote/pbs-tokens

# $1: generation or value. Nothing where nothing is kept.
kept() {
  [ ! -e "$vault/$identity" ] || jq -r --arg name "$1" '.[$name]' "$vault/$identity"
}

# $1: the secret.
keep() {
  mkdir -p "$vault"
  generation=$(printf %s "$envelope" | jq -er .document.generation)
  printf '%s\n%s\n' "$generation" "$1" |
    jq -Rn 'input as $generation | input as $value | { generation: ($generation | tonumber), $value }' >"$vault/$identity.new"
  mv "$vault/$identity.new" "$vault/$identity"
}

observe() {
  user=$(setting user) || return 1
  tokens=$(proxmox-backup-manager user list-tokens "$user" --output-format=json) || return 1
  token=$(printf '%s\n%s\n' "$envelope" "$tokens" | jq -nc '
    input.identity as $id | input | map(select(.tokenid == $id)) | .[0] // null
    | if . then { enable: true } + del(.tokenid, ."token-name", .digest) else null end') || return 1
  [ "$token" != null ] || { echo null && return; }
  state=$(secret_state) || return 1
  generation=$(kept generation) || return 1
  printf %s "$token" | jq --arg secret "$state" --argjson generation "${generation:-0}" '. + { $secret, $generation }'
}

# Whether the secret that is kept still logs in: `valid`, `refused` or `unknown`.
secret_state() {
  need_curl
  secret=$(kept value) || return 1
  [ -n "$secret" ] || { echo unknown && return; }
  port=$(setting port) || return 1
  status=$(pinned --config - --output /dev/null --write-out '%{http_code}' \
    "https://localhost:$port/api2/json/version" <<CONFIG
header = "Authorization: PBSAPIToken=$identity:$secret"
CONFIG
  ) || return 1
  case $status in
    200) echo valid ;;
    401) echo refused ;;
    *) echo "the API answered $status to the token" >&2 && return 1 ;;
  esac
}

metadata() {
  printf '%s\n%s\n' "$envelope" "$1" | jq -nr '
    input.document as $wanted | input as $observed
    | [ ($wanted | to_entries[] | select(.key as $key | ["comment", "enable", "expire"] | index($key))
          | select($observed[.key] != .value) | "--\(.key)=\(.value)"),
        ($observed | select(.comment != null and $wanted.comment == null) | "--delete=comment"),
        ($observed | select(.expire != null and $wanted.expire == null) | "--expire=0") ]
    | @sh'
}

create() {
  user=$(setting user)
  name=$(setting token)
  words=$(metadata '{}')
  eval "set -- $words"
  made=$(proxmox-backup-manager user generate-token "$user" "$name" "$@")
  secret=$(printf %s "${made#Result: }" | jq -er .value)
  keep "$secret"
}

update() {
  path=/access/users/$(setting user)/token/$(setting token)
  words=$(metadata "$observed")
  if [ -n "$words" ]; then
    eval "set -- $words"
    quietly api set "$path" "$@"
  fi
  wanted_generation=$(printf %s "$envelope" | jq -er .document.generation)
  generation=$(kept generation)
  state=$(secret_state)
  [ "$generation $state" = "$wanted_generation valid" ] || regenerate
}

# A new secret; its permissions stay.
regenerate() {
  made=$(api set "$path" --regenerate=true)
  secret=$(printf %s "$made" | jq -er .secret)
  keep "$secret"
}

# What is observed, and the secret: the stack marks this output as one.
outcome() {
  secret=$(kept value)
  printf '%s\n%s\n' "$observed" "$secret" | jq -cRn 'input as $observed | input as $value
    | $observed | fromjson | . + { $value }'
}

remove() {
  observed=$(look)
  if [ "$observed" != null ]; then
    user=$(setting user)
    name=$(setting token)
    quietly proxmox-backup-manager user delete-token "$user" "$name"
  fi
  rm -f "$vault/$identity"
}
