# shellcheck shell=sh disable=SC2034,SC2154
# What a restore is to lead to: a time, a named point or the latest. $target_type, $target.

wanted_time() {
  printf '%s\n' "$1" | grep -Eqx '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}(:?[0-9]{2})?)' ||
    fail "'$1' is no time; it takes the form 2026-11-22T10:00:00Z, always with its zone"
  # As PostgreSQL and pgBackRest both read it.
  target=$(date -u -d "$1" '+%Y-%m-%d %H:%M:%S.%6N+00' 2>/dev/null) || fail "'$1' is no time that there is"
  target_epoch=$(date -d "$1" +%s)
  [ "$target_epoch" -le "$(date +%s)" ] || fail "the target $target is in the future; the latest that there can be is now, $(date -u '+%Y-%m-%d %H:%M:%S+00')"
  target_type="time"
}

wanted_name() {
  # What pg_create_restore_point takes is longer than 0 and shorter than 64 bytes (PostgreSQL documentation, "Backup
  # Control Functions"); quotes and line breaks would have to pass through a configuration file.
  case $1 in
    '' | *[!A-Za-z0-9_.:@\ -]*) fail "'$1' is no name of a restore point that this program takes; allowed are letters, digits, blanks and _ . : @ -" ;;
  esac
  [ "${#1}" -lt 64 ] || fail "the name of a restore point has fewer than 64 characters; '$1' has ${#1}"
  target=$1 target_type=name
}

wanted_latest() { target='' target_type=latest; }

# How pgBackRest is told. The default action would leave the server waiting at the target for somebody.
target_options() {
  case $target_type in
    latest) echo "--type=default" ;;
    *) printf '%s\n' "--type=$target_type" "--target=$target" "--target-action=promote" ;;
  esac
}

target_words() {
  case $target_type in
    latest) echo "the latest" ;;
    name) echo "the restore point '$target'" ;;
    *) echo "$target" ;;
  esac
}
