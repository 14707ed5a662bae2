# shellcheck shell=sh disable=SC2154
# The guests of the cluster that no backup job covers. Nothing is configured. The cluster's own list counts jobs that
# are switched off, so what each job that is switched on selects is asked as well.
# Settings: exemptVmids; jobs (as declared, so that a change of one asks again).

ask() {
  pvesh get "$@" --output-format json
}

observe() {
  unselected=$(ask /cluster/backup-info/not-backed-up) || return 1
  guests=$(ask /cluster/resources --type vm) || return 1
  jobs=$(ask /cluster/backup) || return 1
  selected=
  for job in $(printf %s "$jobs" | jq -r '.[] | select((.enabled // 1 | tostring) != "0") | .id'); do
    volumes=$(ask "/cluster/backup/$job/included_volumes") || return 1
    selected="$selected $(printf %s "$volumes" | jq -c '[.children[]?.id | tonumber]')"
  done
  selected=$(printf %s "$selected" | jq -cs 'add // []')
  # On standard input: a large cluster's guests are longer than an argument may be.
  printf '%s\n' "$envelope" "$unselected" "$guests" "$selected" | jq -s '
    . as [$envelope, $unselected, $guests, $selected]
    | $envelope.settings.exemptVmids as $exempt
    | ($unselected | map(.vmid)) as $nowhere
    | { unprotected: [
        $guests | sort_by(.vmid)[]
        | select(.vmid as $vmid | ($exempt | index($vmid) | not) and ($selected | index($vmid) | not))
        | "\(.vmid) \(.name // "without a name") on \(.node): "
          + if .vmid as $vmid | $nowhere | index($vmid) then "no job selects it"
            else "only jobs that are switched off select it" end ] }'
}

create() {
  :
}

update() {
  fail "guests without a backup: $(printf %s "$observed" | jq -r '.unprotected | join("; ")').
Give each a class in the stack's file, or an exemption with a reason; if a job was changed by hand: npm run drift -- --repair"
}

remove() {
  :
}
