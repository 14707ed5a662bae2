# shellcheck shell=sh disable=SC2154
# A namespace of a datastore. The product's command line has no verb for it.
# Settings: `path` of the API; the document has `store` and `ns`.

namespaces() {
  path=$(setting path) || return 1
  api get "$path"
}

observe() {
  known=$(namespaces) || return 1
  printf '%s\n%s\n' "$envelope" "$known" | jq -n '
    input.document as $wanted | input | if any(.ns == $wanted.ns) then $wanted else null end'
}

create() {
  path=$(setting path)
  known=$(namespaces)
  missing=$(printf '%s\n%s\n' "$envelope" "$known" | jq -nr '
    (input.document.ns / "/") as $parts | [input[].ns] as $known
    | range(1; $parts | length + 1) | . as $depth
    | select($parts[:$depth] | join("/") as $ns | $known | index($ns) | not)
    | [$parts[$depth - 1], ($parts[:$depth - 1] | join("/"))] | @tsv')
  printf '%s\n' "$missing" | while IFS="$(printf '\t')" read -r name parent; do
    quietly api create "$path" --name="$name" ${parent:+--parent="$parent"}
  done
}

update() {
  fail "a namespace has nothing to change"
}

# Backups stay, and with them their namespace.
remove() {
  observed=$(look)
  [ "$observed" != null ] || return 0
  path=$(setting path)
  ns=$(printf %s "$envelope" | jq -er .document.ns)
  known=$(namespaces)
  if printf %s "$known" | jq -e --arg below "$ns/" 'any(.ns | startswith($below))' >/dev/null; then
    stays "the namespaces below it"
    return
  fi
  refusal=$(api delete "$path" --ns="$ns" --delete-groups=false 2>&1) && return
  case $refusal in
    *"existing groups"*) stays "the backups in it" ;;
    *) fail "$refusal" ;;
  esac
}

# $1: what keeps it.
stays() {
  echo "left on $(uname -n): namespace $identity, because of $1; nothing here deletes backups" >&2
}
