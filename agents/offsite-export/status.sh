# shellcheck shell=sh disable=SC2154
# What is exported of each guest, and what is missing.

status_job() {
  work=$state/status-$$
  mkdir -p "$work"
  trap 'rm -rf "$work"' EXIT
  listing=$(store_list vm) || fail "the bucket could not be listed"
  jq -r '.guests[] | "\(.vmid) \(.name)"' "$configuration/config.json" >"$work/status-guests"
  rows=$(
    while read -r vmid name; do
      newest=$(newest_verified "$vmid" </dev/null) || fail "$name: the snapshots of vm/$vmid could not be listed"
      printf %s "$listing" | jq -c --arg vmid "$vmid" --arg guest "$name" --argjson newest "$newest" '
        [.[].Path | select(startswith($vmid + "/") and endswith("/manifest.json"))
          | "vm/" + sub("/manifest.json$"; "")] | sort as $exported
        | { $guest, vmid: ($vmid | tonumber), newestVerified: (if $newest == "none" then null else $newest.snapshot end), $exported }
        | .state = (if .newestVerified == null then "nothing verified"
            elif .newestVerified as $wanted | .exported | index([$wanted]) then "exported"
            elif .exported == [] then "missing" else "behind" end)'
    done <"$work/status-guests"
  )
  case ${1:-} in
    --json) printf '%s\n' "$rows" | jq -s . ;;
    '') printf '%s\n' "$rows" | table ;;
    *) fail "status takes --json, not '$1'" ;;
  esac
}

table() {
  printf '%-24s %-8s %-18s %-36s %s\n' GUEST VMID STATE "NEWEST EXPORTED" "NEWEST VERIFIED"
  jq -r '[.guest, .vmid, .state, (.exported | last // "-"), (.newestVerified // "-")] | @tsv' |
    while IFS="$(printf '\t')" read -r guest vmid standing exported verified; do
      printf '%-24s %-8s %-18s %-36s %s\n' "$guest" "$vmid" "$standing" "$exported" "$verified"
    done
}
