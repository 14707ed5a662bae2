# shellcheck shell=sh disable=SC2034,SC2154
# What both agents of a database say and read alike; $called is the agent's name.

say() { printf '%s: %s\n' "$called" "$1" >&2; }

# What is said of a failure is the result's as well, so that whoever reads only that knows why.
fail() {
  say "ERR $1"
  error=$1
  exit 1
}

# One of the settings; lists have a line for each. $2: what it is if it is left out; nothing by default.
setting() {
  jq -r --arg name "$1" --arg default "${2:-}" \
    '.[$name] as $value | if $value == null then $default else $value end | if type == "array" then .[] else . end | strings, numbers, booleans' \
    "$configuration"
}

lines_in() { if [ -s "$1" ]; then wc -l <"$1"; else echo 0; fi; }

# Seconds that a clock which wrote a date down may have been ahead of this one's.
clock_skew=300

# What is dated later than now is none that anybody can tell the age of, and would pass for young for ever.
is_future() { [ "$1" -gt "$(($(date +%s) + clock_skew))" ]; }

# What is dated later than now was noted by a clock that was wrong, and counts as never.
read_past() {
  noted=$(read_state "$1")
  ! is_future "$noted" || noted=0
  echo "$noted"
}

epoch_words() { date -u -d "@$1" '+%Y-%m-%d %H:%M:%S+00'; }
