# shellcheck shell=sh disable=SC2154
# The contract between the stack and a POSIX host. The bootstrap has put the envelope into $envelope and the
# action into $1; the product's own part, which comes before this one, defines
#   observe   prints the object as it is, as a JSON object in the product's words, or null if there is none
#   create    makes it; update changes it to what is wanted; both may read $wanted and `observed`
#   remove    takes it away, never a backup; prints what it left
#   outcome   prints what an apply is to give back, where that is more than `observed`; optional
# Standard output carries the observed object: it is stored in plain state, so nothing secret is printed, unless the
# stack marks the output of this kind of object as a secret.

fail() {
  printf 'ERR %s on %s: %s\n' "$kind $identity" "$(uname -n)" "$1" >&2
  exit 1
}

# The object as it is, in canonical JSON. The product's failure is a failure here, never "there is none".
look() {
  seen=$(observe) || fail "it could not be read"
  printf %s "$seen" | jq -ceS . || [ "$seen" = null ]
}

# Names of the properties that differ, never their values: values may be more than a log should see.
differences() {
  jq -nr --argjson wanted "$1" --argjson observed "$2" \
    '(($wanted // {}) + ($observed // {})) | keys[] | select(($wanted // {})[.] != ($observed // {})[.])' |
    tr '\n' ' '
}

apply() {
  observed=$(look)
  case $observed in
    "$wanted") ;;
    null) create ;;
    *) update ;;
  esac </dev/null >&2
  observed=$(look)
  [ "$observed" = "$wanted" ] ||
    fail "what was read back is not what is wanted; different: $(differences "$wanted" "$observed")"
  if command -v outcome >/dev/null; then outcome; else printf '%s\n' "$observed"; fi
}

kind=$(printf %s "$envelope" | jq -er .kind)
identity=$(printf %s "$envelope" | jq -er .identity)
wanted=$(printf %s "$envelope" | jq -ecS .document)

# One change at a time on a host: the products' configuration does not take concurrency well.
exec 9>/run/lock/backup-remote.lock
flock -w 300 9 || fail "another change has held /run/lock/backup-remote.lock for 300 seconds; look for a hung one with: fuser -v /run/lock/backup-remote.lock"

case ${1:-} in
  apply) apply ;;
  read) look ;;
  remove) remove </dev/null ;;
  *) fail "the action is '${1:-}'; allowed: apply, read, remove" ;;
esac
