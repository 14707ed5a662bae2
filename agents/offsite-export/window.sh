# shellcheck shell=sh disable=SC2154
# The hours in which a job may use the link, in the time of its site. `config.json` has the days and the time at which
# they begin and how many minutes they last; hours that meet count as one window.

# When the window that is open at this moment closes, in seconds since 1970; 0 if none is open.
window_end() {
  zone=$(window timezone)
  from=$(window from)
  minutes=$(window minutes)
  now=$(date +%s)
  until=0
  for day in $(days_around "$now"); do
    opening=$(opening_on "$day")
    # What opens later counts only if it goes on where the one before it ends.
    if [ "$opening" -le "$now" ] || [ "$opening" -le "$until" ]; then
      closing=$((opening + minutes * 60))
      [ "$closing" -le "$until" ] || until=$closing
    fi
  done
  [ "$until" -gt "$now" ] || until=0
  echo "$until"
}

window() { jq -er --arg name "$1" '.window[$name]' "$configuration/config.json"; }

# The days of the window from eight days ago to eight days from now: it lasts a week at most. Counted in UTC, where
# every day has 24 hours.
days_around() {
  today=$(TZ=$zone date -d "@$1" +%F)
  distance=-8
  while [ "$distance" -le 8 ]; do
    date -u -d "$today $distance day" '+%A %F'
    distance=$((distance + 1))
  done | while read -r weekday day; do
    weekday=$(printf %s "$weekday" | tr '[:upper:]' '[:lower:]')
    [ "$(window days | jq --arg day "$weekday" 'any(.[]; . == $day)')" = false ] || echo "$day"
  done
}

# A time that the clocks skip on that day is so long after its midnight.
opening_on() {
  TZ=$zone date -d "$1 $from" +%s 2>/dev/null && return
  midnight=$(TZ=$zone date -d "$1" +%s)
  hours=${from%:*}
  echo "$((midnight + ${hours#0} * 3600 + ${from#*:} * 60))"
}
