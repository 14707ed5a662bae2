# shellcheck shell=sh disable=SC2154
# The hours in which a job may use the link, in the time of its site. `config.json` has the days and the time at which
# they begin and how many minutes they last; hours that meet count as one window.

# When the window that is open at this moment closes, in seconds since 1970; 0 if none is open. Both ends are what the
# clocks read, as the plan has it: on the day on which they go forward it is shorter, and longer when they go back.
window_end() {
  zone=$(window timezone)
  from=$(window from)
  hours=${from%:*} opens=${from#*:}
  opens=$((${hours#0} * 60 + ${opens#0}))
  minutes=$(window minutes)
  now=$(date +%s)
  until=0
  for day in $(days_around "$now"); do
    opening=$(moment_on "$day" "$opens")
    # What opens later counts only if it goes on where the one before it ends.
    [ "$opening" -le "$now" ] || [ "$opening" -le "$until" ] || break
    closing=$(moment_on "$day" "$((opens + minutes))")
    [ "$closing" -le "$until" ] || until=$closing
  done
  [ "$until" -gt "$now" ] || until=0
  echo "$until"
}

window() { setting "window.$1"; }

# The days of the window, from the first on which one can have opened that is open still, to eight days from now: it
# lasts a week at most. Counted in UTC, where every day has 24 hours.
days_around() {
  today=$(TZ=$zone date -d "@$1" +%F)
  open=" $(window days) "
  distance=$((-minutes / 1440 - 2))
  while [ "$distance" -le 8 ]; do
    echo "$today $distance day"
    distance=$((distance + 1))
  done | date -u -f - '+%A %F' | tr '[:upper:]' '[:lower:]' | while read -r weekday day; do
    case $open in *" $weekday "*) echo "$day" ;; esac
  done
}

# When the clocks read so many minutes after the midnight that a day begins with; of a time that they skip, when they
# have been moved. None has ever been moved by more than a day.
moment_on() {
  minute=$2
  while [ "$minute" -le "$(($2 + 1440))" ]; do
    date=$1
    [ "$minute" -lt 1440 ] || date=$(date -u -d "$1 $((minute / 1440)) day" +%F)
    TZ=$zone date -d "$date $((minute % 1440 / 60)):$((minute % 60))" +%s 2>/dev/null && return
    minute=$((minute + 1))
  done
  fail "the window of $job: no clock in $zone reads $2 minutes after midnight of $1"
}
