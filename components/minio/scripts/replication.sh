# shellcheck shell=sh disable=SC2154
# The replication rule of a bucket, through MinIO's own client on the source's machine. The rule's id carries a mark
# that changes with the target's log-in, which nobody can read back: that is how a change is seen. `rules` is counted,
# because a second rule could carry deletes over, and whatever narrows it is shown, because the rest would be no copy.
# Settings: source, target (addresses). Secrets: source, target (user:password).

source=source/$(printf %s "$envelope" | jq -er .document.bucket)
target=target/$(printf %s "$envelope" | jq -er '.document.target | split("/") | last')

# The export gives the rule, the listing the address that the rule's target stands for.
observe() {
  rules=$(client replicate export "$source") || return 1
  case $rules in
    "No replication configuration found"*) echo null && return ;;
  esac
  listing=$(client replicate ls "$source") || return 1
  address=$(printf '%s\n' "$listing" | sed -n 's/^Remote Bucket: //p' | head -n 1)
  if [ -z "$address" ]; then
    echo "ERR $source: has a rule, and the client names no bucket that it leads to" >&2
    return 1
  fi
  printf %s "$rules" | jq --arg bucket "${source#source/}" --arg address "$address" '
    (.Rules | sort_by(.Priority)[0]) as $rule | {
      bucket: $bucket,
      delete: $rule.DeleteReplication.Status,
      "delete-marker": $rule.DeleteMarkerReplication.Status,
      "existing-objects": $rule.ExistingObjectReplication.Status,
      filter: [$rule.Filter // {} | .. | scalars | select(. != "" and . != null)],
      id: $rule.ID,
      priority: $rule.Priority,
      rules: (.Rules | length),
      status: $rule.Status,
      target: ("https://" + $address)
    }'
}

create() {
  client replicate add "$source" --remote-bucket "$target" --priority 1 --replicate existing-objects \
    --id "$(printf %s "$envelope" | jq -er .document.id)"
}

# A rule's target, the log-in there and a filter cannot be changed, so such a rule is made again, once the target has
# answered: if it refuses, the rule is still there. Objects that were replicated stay. Everything else is changed in
# place.
update() {
  if printf '%s\n%s\n' "$envelope" "$observed" | jq -en '
    input.document as $wanted | input | .id == $wanted.id and .target == $wanted.target
      and .rules == 1 and .filter == []' >/dev/null; then
    client replicate update "$source" --id "$(printf %s "$observed" | jq -er .id)" \
      --state enable --priority 1 --replicate existing-objects
  else
    client version info "$target" >&2 || return 1
    remove
    create
  fi
}

remove() {
  observed=$(look)
  [ "$observed" = null ] || client replicate rm --all --force "$source" >&2
}
