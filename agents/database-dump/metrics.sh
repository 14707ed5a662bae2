# shellcheck shell=sh disable=SC2154
# What the node exporter's textfile collector shows (https://github.com/prometheus/node_exporter#textfile-collector): it
# follows a link in its directory to this file. Every end of a dump writes it; that one was killed shows in the age.

# $1: how the dump ended.
write_metrics() {
  mkdir -p "$state" || return
  {
    gauge newest_timestamp_seconds "When the newest whole set of dumps was begun." "$(read_state newest)"
    gauge newest_bytes "How large its archives are." "$(read_state bytes)"
    gauge verified_timestamp_seconds "When all of the repository was last read and found whole." "$(read_state verified)"
    gauge databases_left_out "Databases of the server that are in no dump, because nobody has declared them." "$(read_state left-out)"
    gauge failing "1 if the last dump failed." "$(if [ "$1" -eq 0 ]; then echo 0; else echo 1; fi)"
  } >"$state/metrics.new" && chmod 644 "$state/metrics.new" && mv "$state/metrics.new" "$state/metrics.prom"
}

read_state() { cat "$state/$1" 2>/dev/null || echo 0; }

gauge() {
  printf '# HELP database_dump_%s %s\n# TYPE database_dump_%s gauge\n' "$1" "$2" "$1"
  printf 'database_dump_%s{stanza="%s"} %s\n' "$1" "$stanza" "$3"
}
