# shellcheck shell=sh disable=SC2154
# Everything that one user or token may do, on all paths together, so that a permission that somebody added by hand
# anywhere shows. The document has `grants`: path, role and whether the paths below inherit it.

observe() {
  listing=$(proxmox-backup-manager acl list --output-format=json) || return 1
  printf '%s\n%s\n' "$envelope" "$listing" | jq -n '
    input.identity as $holder
    | [input[] | select(.ugid == $holder) | { path, role: .roleid, propagate: (.propagate | . == true or . == 1) }]
    | sort_by(.path, .role) | if . == [] then null else { grants: . } end'
}

# Adds what is missing in $1 before it takes away what is not wanted, so that nobody is locked out between.
grant() {
  changes=$(printf '%s\n%s\n' "$envelope" "$1" | jq -nr '
    input as $envelope | input as $observed
    | $envelope.document.grants as $wanted
    | def named: "\(.path) \(.role)";
    ($wanted | map(select(. as $one | $observed | index([$one]) | not))[]
      | @sh "proxmox-backup-manager acl update \(.path) \(.role) --auth-id=\($envelope.identity) --propagate=\(.propagate)"),
    ($observed | map(select(named as $name | $wanted | map(named) | index($name) | not))[]
      | @sh "proxmox-backup-manager acl update \(.path) \(.role) --auth-id=\($envelope.identity) --delete=true")')
  eval "$changes"
}

create() {
  grant '[]'
}

update() {
  grants=$(printf %s "$observed" | jq -c .grants)
  grant "$grants"
}

remove() {
  observed=$(look)
  [ "$observed" != null ] || return 0
  wanted_none=$(printf %s "$envelope" | jq -c '.document.grants = []')
  grants=$(printf %s "$observed" | jq -c .grants)
  envelope=$wanted_none
  grant "$grants" >&2
}
