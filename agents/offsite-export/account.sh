# shellcheck shell=sh disable=SC2154
# For sources that the account of a database opens, which root does not.

# Runs a program as the account of the database, in whose directories root's may not be. $seconds: after which it is stopped.
as_account() {
  (cd / && timeout --kill-after=10 "$seconds" runuser -u "$(setting account postgres)" -- env -i PATH="$PATH" LC_ALL=C TZ=UTC HOME=/nonexistent "$@" 9>&-)
}
