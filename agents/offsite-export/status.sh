# shellcheck shell=sh disable=SC2154
# What is exported of each guest, and what is missing.

# Fails where something about a guest's snapshots, its export or the rounds is an alarm.
status_job() {
  need_secrets
  work=$state/status-$$
  mkdir -p "$work"
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' INT TERM HUP
  store_list vm || fail "the bucket could not be listed"
  jq -r '.guests[] | "\(.vmid) \(.name)"' "$configuration/config.json" >"$work/status-guests"
  : >"$work/alarms"
  while read -r vmid name; do
    judged=$(judge_snapshots "$vmid" </dev/null) || fail "$name: the snapshots of vm/$vmid could not be listed"
    printf %s "$judged" | jq -r --arg guest "$name" '.alarms[] | "\($guest): \(.)"' >>"$work/alarms"
    jq -c --arg vmid "$vmid" --arg guest "$name" --argjson judged "$judged" '
      map(select(.Path | startswith($vmid + "/"))) as $mine
      # Parts are sent in their order, so what has expired, or is hidden, shows at the first.
      | ($mine | map(.Path | select(endswith(".gpg")) | split("/")) | group_by(.[1])
          | map({ (.[0][1]): (group_by(.[2]) | all(any(.[]; .[3] == "00000.gpg"))) }) | add // {}) as $begins
      | ($mine | map(select(.Path | endswith("/manifest.json") and $begins[split("/")[1]]))) as $manifests
      | ($manifests | map("vm/" + (.Path | sub("/manifest.json$"; ""))) | sort) as $exported
      | { $guest, vmid: ($vmid | tonumber), newestVerified: $judged.chosen.snapshot, $exported }
      | .newestVerified as $wanted
      | .state = (if $wanted == null then "nothing verified"
          elif $exported | index([$wanted]) then
            (if $manifests | any("vm/" + .Path == $wanted + "/manifest.json" and (.Tier == "GLACIER" or .Tier == "DEEP_ARCHIVE"))
             then "manifest archived" else "exported" end)
          elif $exported == [] then "missing" else "behind" end)' "$work/listing"
  done <"$work/status-guests" >"$work/rows"
  late_round >>"$work/alarms"
  jq -r 'select(.state == "manifest archived") | "\(.guest): the manifest of \(.newestVerified) is archived, so no restore can begin at once; the next round asks for it"' \
    "$work/rows" >>"$work/alarms"
  case ${1:-} in
    --json) jq -s . "$work/rows" ;;
    '') table <"$work/rows" ;;
    *) fail "status takes --json, not '$1'" ;;
  esac
  while read -r alarm; do say "ERR $alarm"; done <"$work/alarms"
  [ ! -s "$work/alarms" ] || exit 1
}

# What is said if no round has begun, or none has ended well, for longer than it may.
late_round() {
  last=$(cat "$state/last-success" 2>/dev/null || last_round)
  allowed=$(setting roundDays "$round_days")
  late=$((($(date +%s) - last) / 86400))
  [ "$late" -lt "$allowed" ] && [ "$late" -ge -1 ] || echo "no round of $job has exported every guest for $late days; $allowed are allowed"
}

table() {
  printf '%-24s %-8s %-18s %-36s %s\n' GUEST VMID STATE "NEWEST EXPORTED" "NEWEST VERIFIED"
  jq -r '[.guest, .vmid, .state, (.exported | last // "-"), (.newestVerified // "-")] | @tsv' |
    while IFS="$(printf '\t')" read -r guest vmid standing exported verified; do
      printf '%-24s %-8s %-18s %-36s %s\n' "$guest" "$vmid" "$standing" "$exported" "$verified"
    done
}
