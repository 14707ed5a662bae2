# shellcheck shell=sh disable=SC2154
# A Proxmox Backup Server as storage of the cluster. It is changed by `pvesm`, because `pvesh` takes secrets on its
# command line and prints the key: `pvesm` reads the password from standard input and the key from a file, here a pipe.
# What root can read back of a secret is compared on the host, and only whether it is as declared is said.
# Secrets: password, encryption-key (the JSON document of the key).

apart='["type", "password", "encryption-key"]'

# $1: pw or enc.
kept() {
  printf '/etc/pve/priv/storage/%s.%s' "$identity" "$1"
}

observe() {
  storage=$(entry /storage storage) || return 1
  [ "$storage" != null ] || { echo null && return; }
  printf %s "$storage" | jq --arg password "$(password_state)" --arg key "$(key_state)" '
    del(.shared)
    | .password = $password
    | if $key == "as declared" then . else ."encryption-key" = $key end'
}

password_state() {
  if [ ! -e "$(kept pw)" ]; then
    echo missing
  elif [ "$(head -n 1 "$(kept pw)")" = "$(secret password)" ]; then
    echo "as declared"
  else
    echo another
  fi
}

key_state() {
  if [ ! -e "$(kept enc)" ]; then
    echo missing
  elif [ "$(jq -r '.data?' "$(kept enc)")" = "$(secret encryption-key | jq -er .data)" ]; then
    echo "as declared"
  else
    echo another
  fi
}

# Both secrets by pipe: neither is ever an argument, a variable of the environment or a file beside the product's own.
store() {
  secret password | pvesm "$@" --encryption-key=/dev/fd/3 --password 3<<KEY
$(secret encryption-key)
KEY
}

create() {
  eval "store add pbs \"\$identity\" $(options '{}' "$apart")"
}

update() {
  case $(differing type server datastore) in
    type*) fail "a storage of another type has this name; rename this one, or remove that one with: pvesm remove $identity" ;;
    ?*) replace ;;
    *) change ;;
  esac
}

# Which of these properties are not as wanted.
differing() {
  printf %s "$envelope" | jq -r --argjson observed "$observed" --arg names "$*" \
    '.document as $wanted | $names / " " | .[] | select($wanted[.] != $observed[.])'
}

change() {
  keep_other_key
  eval "store set \"\$identity\" $(options "$observed" "$apart")"
}

# The product changes neither server nor datastore of an entry. Taking the entry out touches no backup.
replace() {
  keep_other_key
  pvesm remove "$identity"
  create
}

# Backups may have been made under a key that is not ours: it is never thrown away.
keep_other_key() {
  [ "$(key_state)" = another ] || return 0
  aside=$(kept enc).$(jq -r '.fingerprint? // "unknown"' "$(kept enc)" | tr -d : | cut -c 1-16)
  cp "$(kept enc)" "$aside"
  echo "left on $(uname -n): $aside, the client key that storage $identity had"
}

# The entry goes with its secrets. Our key stays where it is declared and escrowed, any other one stays on the node.
remove() {
  observed=$(look)
  [ "$observed" != null ] || return 0
  keep_other_key
  pvesm remove "$identity" >&2
}
