# shellcheck shell=sh disable=SC2154
# Which snapshot of an item is exported, and what of the others is an alarm. Whoever has a token that may back up can
# put snapshots there with any date, without encryption, and ahead of the good ones; so the newest that is acceptable is
# taken, and what is newer than it and is not acceptable is told. What is wrong with each the source says.

# Seconds that a node's clock may be ahead of this one's.
clock_skew=300

# Days that a snapshot may wait for its verification, and that the newest verified one may be older than the newest of
# all: a week between two backups, and one between two verifications.
verified_days=14

# The year 10000 in seconds since 1970: jq breaks off at a date that is far enough.
endless=253402300800

# Prints { chosen, newest, alarms }: the snapshot that is exported (null if there is none), the time of the newest of any
# state, and what is wrong. $1: the item; $2: a snapshot that is chosen instead of the newest if it is acceptable.
judge_snapshots() {
  list_snapshots "$1" >"$work/snapshots" || return 1
  jq -c --arg group "$group_kind/$1" --arg preferred "${2:-}" --argjson now "$(date +%s)" --argjson skew "$clock_skew" \
    --argjson days "$verified_days" --argjson endless "$endless" --argjson given "$(judged_with)" "$snapshots_judged"'
    def isPending: . == "is not verified" or . == "is not finished";
    judged
    | map(select(.fault == null)) as $good
    | ($good | max_by(.time)) as $best
    | ($best.time // 0) as $since
    | (($good | map(select(.snapshot == $preferred)) | .[0]) // $best) as $chosen
    | map(select(.fault != null and .time > $since)) as $newer
    | ($newer | map(select(.fault | isPending))) as $pending
    | ($pending | max_by(.time)) as $waiting
    | { newest: (map(select(.fault != "is dated in the future").time) | max // 0),
        chosen: ($chosen | if . == null then null else del(.fault) end),
        alarms: (
          ($newer | map(select(.fault | isPending | not)) | sort_by(.time) | map("\(.snapshot) \(.fault)"))
          + (if $best != null and $waiting != null and
               ($waiting.time - $since > $days * 86400 or $now - ($pending | min_by(.time).time) > $days * 86400)
             then ["\($best.snapshot) is the newest that is verified, and \($waiting.snapshot) \($waiting.fault)"] else [] end)
          + (if $best == null then ["\($group) has no verified snapshot; nothing unverified is exported"] else [] end)) }' \
    "$work/snapshots"
}
