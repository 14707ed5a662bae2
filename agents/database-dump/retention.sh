# shellcheck shell=sh disable=SC2034,SC2154
# What is let go of, after a whole new set was made and everything was read again. restic's own policy chooses among what
# closes sets: counted by archives, those of a run that broke off would push good ones out.

forget_old_sets() {
  refuse_future_sets
  must_restic "which dumps of $stanza may go cannot be told" forget --dry-run --json --host "$stanza" --tag "format=$format,stanza=$stanza,kind=set" --group-by '' \
    --keep-last "$(setting keepLast)" --keep-within "$(setting keepWithinDays)d"
  mv "$work/answer" "$work/chosen"
  # Those of no set that was closed go as well: this run has been alone, so nobody makes them still. One that a run leaves
  # half gone is chosen again by the next.
  jq --slurpfile chosen "$work/chosen" "$tag_of"'
    ($chosen[0] | map(.remove // [] | .[] | tag("set"))) as $old | (map(select(.kind == "set") | .set)) as $closed
    | map(select(.set as $set | ($old | index($set)) or ($closed | index($set) | not)))' "$work/snapshots" >"$work/going" || fail "which dumps of $stanza may go makes no sense"
  [ "$(jq length "$work/going")" -gt 0 ] || return 0
  say "$(jq -r 'map(.set) | unique | join(", ")' "$work/going") of $stanza go: they are kept no longer, or were never whole"
  # shellcheck disable=SC2046 # Numbers of restic's, a word each.
  must_restic "dumps of $stanza cannot be let go of" forget --prune $(jq -r '.[].id' "$work/going")
}

# Days are counted from the newest, so one that is dated later than now would make all others too old.
refuse_future_sets() {
  closed_sets >"$work/closed-sets"
  while IFS= read -r one; do
    ! is_future "$(set_time "$one" +%s)" || fail "a new set of $stanza was made, and none is let go of: the set $one is dated later than now; look at the clock of this machine (timedatectl), and at docs/runbooks/database-restore.md"
  done <"$work/closed-sets"
}
