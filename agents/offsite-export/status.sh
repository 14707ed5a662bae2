# shellcheck shell=sh disable=SC2154
# What is exported of each item, and what is missing.

# Fails where something about an item's snapshots, its exports or the rounds is an alarm.
status_job() {
  need_secrets
  need_restic
  case ${1:-} in
    '' | --json) ;;
    *) fail "status takes --json, not '$1'" ;;
  esac
  # Until everything was looked at, that it was not is one.
  echo 1 | replace "$state/alarms"
  work=$state/status-$$
  mkdir -p "$work"
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' INT TERM HUP
  store_list "$group_kind" || fail "the bucket could not be listed"
  cp "$work/listing" "$work/everything"
  list_items >"$work/status-items"
  : >"$work/alarms"
  while read -r id name; do
    judged=$(judge_snapshots "$id" </dev/null) || fail "$name: the snapshots of $group_kind/$id could not be listed"
    printf %s "$judged" | jq -r --arg guest "$name" '.alarms[] | "\($guest): \(.)"' >>"$work/alarms"
    list_exported "$id" "${1:-}" </dev/null
    missing_export "$id" >>"$work/alarms"
    jq -nc --arg id "$id" --arg name "$name" --argjson judged "$judged" --arg exported "$(cat "$work/exported")" '
      ($exported | split("\n") | map(select(. != "")) | sort) as $exported
      | '"$item_row"' + { newestVerified: $judged.chosen.snapshot, $exported }
      | .newestVerified as $wanted
      | .state = (if $wanted == null then "nothing verified" elif $exported | index([$wanted]) then "exported"
          elif $exported == [] then "missing" else "behind" end)'
  done <"$work/status-items" >"$work/rows"
  late_round >>"$work/alarms"
  sort -u -o "$work/alarms" "$work/alarms"
  lines_in "$work/alarms" | replace "$state/alarms"
  if [ -n "${1:-}" ]; then jq -s . "$work/rows"; else table <"$work/rows"; fi
  while read -r alarm; do say "ERR $alarm"; done <"$work/alarms"
  [ ! -s "$work/alarms" ] || exit 1
}

# Snapshots of an item of which there is an export that its closing snapshot calls whole and the listing does not
# contradict; all of them, or the newest alone, because each takes a second to open. What is refused is an alarm, and so
# is what the listing has against any.
list_exported() {
  : >"$work/exported"
  jq -r --arg at "$1/" 'map(.name | select(startswith($at)) | split("/")[1]) | unique | reverse | .[]' "$work/everything" >"$work/times"
  while read -r time; do
    snapshot=$group_kind/$1/$time whole=
    jq -c --arg at "$1/$time/" 'map(select(.name | startswith($at)) | .name = .name[($at | length):])' "$work/everything" >"$work/listing"
    if [ "$2" = --json ] || [ ! -s "$work/exported" ]; then
      ! find_export listed note_alarm </dev/null || { whole=$repository && echo "$snapshot" >>"$work/exported"; }
    else
      begun_exports >"$work/all-begun"
    fi
    while read -r begun; do
      # Of this one all has been told.
      [ "$snapshot/$begun" != "$whole" ] || continue
      look_at_listing "$begun" </dev/null
      [ -z "$listed_fault" ] || note_alarm "the export $snapshot/$begun is refused: $listed_fault"
      [ -z "$listed_doubt" ] || note_alarm "of the export $snapshot/$begun: $listed_doubt"
    done <"$work/all-begun"
  done <"$work/times"
}

# What is said of an item that could not be exported, or whose export is gone from the bucket without being refused:
# another bucket, or another prefix. $work/exported has what is there.
missing_export() {
  ! grep -qsx "$1" "$state/failed" || echo "$name: the last round could not export it"
  recorded=$(jq -r '.snapshot // empty' "$state/exported/$1" 2>/dev/null) || return 0
  [ -n "$recorded" ] || return 0
  newest=$(sort "$work/exported" | tail -n 1)
  [ "$(printf '%s\n' "$newest" "$recorded" | sort | tail -n 1)" = "$newest" ] ||
    echo "$name: $recorded was exported, and no whole export of it is in the bucket"
}

note_alarm() { echo "$name: $1" >>"$work/alarms"; }

# What is said if no round has begun, or none has ended well, for longer than it may.
late_round() {
  last=$(cat "$state/last-success" 2>/dev/null || first_round)
  allowed=$(setting roundDays "$round_days")
  late=$((($(date +%s) - last) / 86400))
  [ "$late" -lt "$allowed" ] && [ "$late" -ge -1 ] || echo "no round of $job has exported every $item_noun for $late days; $allowed are allowed"
}

table() {
  # shellcheck disable=SC2086 # Two words.
  printf '%-24s %-8s %-18s %-36s %s\n' $item_heads STATE "NEWEST EXPORTED" "NEWEST VERIFIED"
  jq -r '['"$item_columns"', .state, (.exported | last // "-"), (.newestVerified // "-")] | @tsv' |
    while IFS="$(printf '\t')" read -r name id standing exported verified; do
      printf '%-24s %-8s %-18s %-36s %s\n' "$name" "$id" "$standing" "$exported" "$verified"
    done
}
