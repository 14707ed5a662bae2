# shellcheck shell=sh disable=SC2154
# One part of an archive: `split` runs this for each, with the part on standard input and its number in $FILE.
# Compressed and encrypted it is the one part that is ever kept on disk; then it is sent.

send_part() {
  load "$OFFSITE_JOB"
  key=$OFFSITE_ARCHIVE/$FILE.gpg
  known=$(jq -r --arg key "$key" 'select(.key == $key) | .plainSha256' "$OFFSITE_PROGRESS")
  if [ -n "$known" ]; then
    [ "$(sum_of)" = "$known" ] ||
      fail "$OFFSITE_SNAPSHOT $key is not what was sent in an earlier run; remove $OFFSITE_PROGRESS to send all of it again"
    return 0
  fi
  if [ "$(date +%s)" -ge "$OFFSITE_DEADLINE" ]; then
    : >"$work/window-over"
    exit "$window_over"
  fi
  encrypt_part
  store_put "$work/part" "$OFFSITE_SNAPSHOT/$key" "$(setting storageClass)" ||
    fail "$OFFSITE_SNAPSHOT $key could not be sent"
  { cat "$OFFSITE_PROGRESS"; describe_part; } | replace "$OFFSITE_PROGRESS"
  rm -f "$work/part"
}

encrypt_part() {
  rm -f "$work/part" "$work/part-pipe" "$work/part-broken"
  mkfifo "$work/part-pipe"
  sum_of <"$work/part-pipe" >"$work/part-sum" &
  summing=$!
  {
    { tee "$work/part-pipe" || echo "reading" >>"$work/part-broken"; } |
      { zstd -q -c || echo "compressing" >>"$work/part-broken"; } |
      { seal || echo "encrypting" >>"$work/part-broken"; }
  } >"$work/part"
  wait "$summing"
  [ ! -s "$work/part-broken" ] || fail "$key: $(tr '\n' ' ' <"$work/part-broken")went wrong"
}

describe_part() {
  jq -nc --arg key "$key" --arg plain "$(cat "$work/part-sum")" --arg sha256 "$(sum_of <"$work/part")" \
    --argjson bytes "$(wc -c <"$work/part")" --arg sealed "$(key_fingerprint) $(setting partMiB)" \
    '{ $key, $bytes, $sha256, plainSha256: $plain, $sealed }'
}
