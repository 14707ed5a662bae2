# shellcheck shell=sh disable=SC2154
# The contract between the stack and a POSIX host. The bootstrap has put the envelope into $envelope and the
# action into $1; the product's own part, which comes before this one, defines
#   observe   prints the object as it is, as a JSON object in the product's words, or null if there is none
#   create    makes it; update changes it to what is wanted; both may read $wanted and `observed`
#   remove    takes it away, never a backup; prints what it left
#   outcome   prints what an apply is to give back, where that is more than `observed`; optional
#   advice    prints how an operator gets out of what the product said, which is $1, where it is known; optional
# Standard output carries the observed object: it is stored in plain state, so nothing secret is printed, unless the
# stack marks the output of this kind of object as a secret.

# Ends the action with a reason for people; `report` says the rest.
fail() {
  printf 'ERR %s\n' "$1" >&2
  exit 1
}

# One error, once: what failed, on which host, what the product said, and what helps. $1: everything that was said.
report() {
  reason=$(printf '%s\n' "$1" | sed -n 's/^ERR //p' | tail -n 1)
  errors=$(printf '%s\n' "$1" | sed -n 's/^Error: //p')
  other=$(printf '%s\n' "$1" | sed '/^ERR /d; /^[[:space:]]*$/d' | tail -n 3)
  got=${errors:-$other}
  printf 'ERR %s on %s: %s\n' "$kind $identity" "$(uname -n)" "${reason:-$action failed}"
  [ -z "$got" ] || printf '%s\n' "$got" | sed 's/^/  got: /'
  command -v advice >/dev/null || return 0
  way=$(advice "$1")
  [ -z "$way" ] || printf '  fix: %s\n' "$way"
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

perform() {
  # One change at a time on a host: the products' configuration does not take concurrency well.
  exec 9>/run/lock/backup-remote.lock
  flock -w 300 9 || fail "another change has held /run/lock/backup-remote.lock for 300 seconds; look for a hung one with: fuser -v /run/lock/backup-remote.lock"
  case $action in
    apply) apply ;;
    read) look ;;
    remove) remove </dev/null ;;
    *) fail "the action is '$action'; allowed: apply, read, remove" ;;
  esac
}

action=${1:-}
kind=$(printf %s "$envelope" | jq -er .kind)
identity=$(printf %s "$envelope" | jq -er .identity)
wanted=$(printf %s "$envelope" | jq -ecS .document)

# Standard error is kept until it is known whether all went well. Not in a condition, where the shell would go on
# after a failure.
exec 4>&1
set +e
said=$(
  set -e
  perform 2>&1 >&4
)
status=$?
set -e
if [ "$status" != 0 ]; then
  report "$said" >&2
  exit 1
fi
[ -z "$said" ] || printf '%s\n' "$said" >&2
