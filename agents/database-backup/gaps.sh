# shellcheck shell=sh
# What is missing in a log. `verify` of pgBackRest 2.45 sees none of it.

# Segments that are not there although later ones are, a range a line. Their names are read, sorted. How many have the
# first half of a number in common follows from their size (PostgreSQL documentation, "WAL Internals"), which is a power of
# two, and what the last of them is called tells that. $1: the first that has to be there; $2: the timeline that is looked
# at, from its own first segment on where it began later.
name_gaps() {
  awk -v first="$1" -v timeline="$2" '
    function hex(text,  value, at) { value = 0; for (at = 1; at <= length(text); at++) value = value * 16 + index("0123456789ABCDEF", substr(text, at, 1)) - 1; return value }
    function number(segment) { return hex(substr(segment, 9, 8)) * each + hex(substr(segment, 17, 8)) }
    function named(value) { return timeline sprintf("%08X%08X", int(value / each), value % each) }
    { segments[NR] = $0; low = hex(substr($0, 17, 8)); if (low > lowest) lowest = low }
    END {
      for (each = 4; each <= lowest; each *= 2) ;
      expected = substr(first, 1, 8) == timeline ? number(first) : -1
      for (at = 1; at <= NR; at++) {
        if (substr(segments[at], 1, 8) != timeline) continue
        here = number(segments[at])
        if (expected < 0) expected = here
        if (here < expected) continue
        if (here > expected) print named(expected) (here - expected > 1 ? " to " named(here - 1) : "")
        expected = here + 1
      }
    }'
}
