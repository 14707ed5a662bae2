# shellcheck shell=sh disable=SC2154
# Whose the backup groups of a namespace are. The product lets a token add to groups of its own and to no others, so
# that groups of a token that was renamed would be shut for the one that came after it. Only ownership is changed.
# Settings: `path` of the datastore in the API, `store`, `namespace` (empty for the root), `below` (whether those below
# it count as well), `user`, `tokens` (all that are declared of that user). The document has `owners`, the tokens that
# back up here, and `orphaned`, which is to be empty.

vault=/var/lib/backup-remote/pbs-tokens

observe() {
  groups=$(orphans) || return 1
  printf '%s\n%s\n' "$envelope" "$groups" | jq -n '
    input.document.owners as $owners | { $owners, orphaned: [inputs[] | "\(.group) of \(.owner)"] | sort }'
}

# Groups of a token of this user that is declared no more: one of the stack's, or one that is gone. One that somebody
# made by hand, and uses, keeps what it has.
orphans() {
  user=$(setting user) || return 1
  known=$(proxmox-backup-manager user list-tokens "$user" --output-format=json) || return 1
  ours=$(kept_tokens) || return 1
  found=$(all_groups) || return 1
  printf '%s\n' "$envelope" "$known" "$ours" "$found" | jq -nc '
    input.settings as $settings | [input[].tokenid] as $known | input as $ours
    | [ inputs | select(.owner | startswith("\($settings.user)!"))
        | select(.owner as $owner | $settings.tokens | index($owner) | not)
        | select(.owner as $owner | ($ours | index($owner)) or ($known | index($owner) | not)) ]'
}

# Names of the tokens whose secrets this host keeps for the stack.
kept_tokens() {
  [ -d "$vault" ] || { echo '[]' && return; }
  find "$vault" -type f -printf '%f\n' | jq -Rnc '[inputs]'
}

# Every group of every namespace that counts, one JSON object a line.
all_groups() {
  spaces=$(namespaces) || return 1
  path=$(setting path) || return 1
  printf %s "$spaces" | jq -r '.[]' | while IFS= read -r ns; do
    listing=$(api get "$path/groups" ${ns:+--ns="$ns"}) || exit 1
    printf %s "$listing" | jq -c --arg ns "$ns" '.[] | {
      type: ."backup-type", id: ."backup-id", owner: (.owner // ""), ns: $ns,
      group: "\(if $ns == "" then "" else $ns + "/" end)\(."backup-type")/\(."backup-id")" }'
  done
}

# A namespace that is not there has no groups.
namespaces() {
  path=$(setting path) || return 1
  listing=$(api get "$path/namespace") || return 1
  printf '%s\n%s\n' "$envelope" "$listing" | jq -nc '
    input.settings as { $namespace, $below } | [input[].ns]
    | map(select(. == $namespace or ($below and ($namespace == "" or startswith($namespace + "/")))))'
}

create() {
  update
}

update() {
  found=$(orphans)
  owner=$(printf %s "$envelope" | jq -r 'if .document.owners | length == 1 then .document.owners[0] else empty end')
  [ -n "$owner" ] ||
    fail "$(printf %s "$found" | jq -r 'map("\(.group) of \(.owner)") | join(", ")'): more than one token backs up here, so nobody knows whose they are now; give each to one of them: proxmox-backup-debug api create $(setting path)/change-owner --backup-type TYPE --backup-id ID --new-owner TOKEN, with --ns NAMESPACE below the root"
  path=$(setting path)
  printf %s "$found" | jq -r '.[] | [.type, .id, .ns] | @tsv' | while IFS="$(printf '\t')" read -r type id ns; do
    quietly api create "$path/change-owner" --backup-type="$type" --backup-id="$id" --new-owner="$owner" ${ns:+--ns="$ns"}
  done
  printf %s "$found" | jq -r --arg owner "$owner" '
    group_by(.owner)[] | "given to \($owner), which comes after \(.[0].owner): \(map(.group) | sort | join(", "))"'
}

# Whose they are stays as it is.
remove() {
  :
}
