# shellcheck shell=sh disable=SC2154
# The contract between the stack and a POSIX host. The bootstrap has put the envelope into $envelope and the
# action into $1; the product's own part, which comes before this one, defines
#   observe   prints the object as it is, as a JSON object in the product's words, or null if there is none
#   create    makes it; update changes it to what is wanted; both may read $wanted and `observed`
#   remove    takes it away, never a backup; prints what it left
#   outcome   prints what an apply is to give back, where that is more than `observed`; optional
#   rival     prints another object that has the name and would have to go, or null; optional
#   advice    prints how an operator gets out of what the product said, which is $1, where it is known; optional
# The action is `create` for what the stack has not made yet, and `apply` for what is its own. `claim` is how `create`
# begins, for what a provider is going to make. `survey` is a `read` that tells a rival where there is no object.
# Standard output carries the observed object, between marks: it is stored in plain state, so nothing secret is printed,
# unless the stack marks the output of this kind of object as a secret.

# Ends the action with a reason for people; `report` says the rest.
fail() {
  printf 'ERR %s\n' "$1" >&2
  exit 1
}

# The answer between its marks (answer.ts). What else is on standard output, the log-in printed.
answer() {
  printf 'backup-remote/1 answer %s %s end\n' "$(printf %s "$1" | wc -c | tr -d ' ')" "$1"
}

# Whose an object is stands in a file of its own, because few products have a place for it.
mark() { printf '%s/var/lib/backup-remote/made/%s' "${HOST_ROOT:-}" "$(printf '%s %s' "$kind" "$identity" | sha256sum | cut -c 1-64)"; }

# Under which resource's name the stack has it: a new name in the file takes it over. Marks of earlier versions tell none.
keeper() {
  marked=$(mark)
  [ ! -e "$marked" ] || sed -n 3p "$marked"
}

# The stack that made the object, as far as this host knows.
owner() {
  marked=$(mark)
  [ ! -e "$marked" ] || head -n 1 "$marked"
}

# Before anything is made: whatever breaks off then, the next run knows its own.
remember() {
  marked=$(mark)
  named=${resource:?is in no envelope of an earlier version}
  [ "$(owner) $(keeper)" != "$stack $named" ] || return 0
  mkdir -p "${marked%/*}"
  printf '%s\n%s %s\n%s\n' "$stack" "$kind" "$identity" "$named" >"$marked.new"
  mv "$marked.new" "$marked"
}

in_its_way() { if command -v rival >/dev/null; then rival; else echo null; fi; }

# What taking the object over would change or take away.
survey() {
  there=$(look)
  [ "$there" != null ] || there=$(in_its_way)
  answer "$there"
}

# Ends the action, because what is there is not the stack's. $1: whose it is, if that is known.
deny() {
  adoption=${resource:?is in no envelope of an earlier version}
  printf 'FIX if it is to become this stack'"'"'s, add "%s" to backup:adopt and look at the preview, which says what changes; if not, rename one of the two\n' "$adoption" >&2
  fail "is there already, made by ${1:-somebody else}, so nothing was changed"
}

# What the stack has never made and what is there all the same is somebody else's.
leave_others() {
  there=$observed
  maker=$(owner)
  if [ "$there" = null ]; then
    there=$(in_its_way)
  elif [ "$maker" = "$stack" ]; then
    return 0
  fi
  [ "$there" != null ] || return 0
  printf '%s\n%s\n' "$envelope" "$there" | jq -nr '
    # A webhook is opened by its address or its headers alone.
    def short($key): if ["url", "header", "body"] | index($key) then "a value that may open it"
      else tojson | if length > 80 then .[:77] + "..." else . end end;
    input.document as $wanted | input as $observed
    | [ ($wanted + $observed | keys[]) as $key | select($wanted[$key] != $observed[$key])
        | "\($key): there \($observed[$key] | short($key)), declared \($wanted[$key] | short($key))" ]
    | if . == [] then "all of it is as declared" else .[] end | "Error: \(.)"' >&2
  deny "$maker"
}

# One error, once: what failed, on which host, what the product said, and what helps. $1: everything that was said.
report() {
  reason=$(printf '%s\n' "$1" | sed -n 's/^ERR //p' | tail -n 1)
  errors=$(printf '%s\n' "$1" | sed -n 's/^Error: //p')
  other=$(printf '%s\n' "$1" | sed '/^ERR /d; /^FIX /d; /^[[:space:]]*$/d' | tail -n 3)
  got=${errors:-$other}
  printf 'ERR %s on %s: %s\n' "$kind $identity" "$(uname -n)" "${reason:-$action failed}"
  [ -z "$got" ] || printf '%s\n' "$got" | sed 's/^/  got: /'
  way=$(printf '%s\n' "$1" | sed -n 's/^FIX //p' | tail -n 1)
  [ -n "$way" ] || ! command -v advice >/dev/null || way=$(advice "$1")
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
  claim
  case $observed in
    "$wanted") ;;
    null) create ;;
    *) update ;;
  esac </dev/null >&2
  observed=$(look)
  [ "$observed" = "$wanted" ] ||
    fail "what was read back is not what is wanted; different: $(differences "$wanted" "$observed")"
  result=$observed
  if command -v outcome >/dev/null; then result=$(outcome); fi
  answer "$result"
}

claim() {
  observed=$(look)
  [ "$may_take" = true ] || leave_others
  remember
}

# What another stack has taken over is that one's, and what was declared under another name meanwhile is not to go because
# the old one does: an update makes what is new before it takes away what is old. One command after the other: left of
# `&&`, a removal would go on after a failure, and pass for done.
give_up() {
  maker=$(owner)
  case $maker in
    "" | "$stack") ;;
    *)
      printf 'left on %s: %s, which is %s'"'"'s now\n' "$(uname -n)" "$kind $identity" "$maker" >&2
      return
      ;;
  esac
  kept=$(keeper)
  [ -z "$kept" ] || [ "$kept" = "${resource:?is in no envelope of an earlier version}" ] || {
    printf 'left on %s: %s, which is declared as %s now\n' "$(uname -n)" "$kind $identity" "$kept" >&2
    return
  }
  remove </dev/null
  rm -f "$(mark)"
}

# A directory of root's alone: where others may write they could take the lock, or lead it to another file by a link.
own_directory() {
  private=${HOST_ROOT:-}/run/backup-remote
  mkdir -p "${private%/*}"
  mkdir -m 700 "$private" 2>/dev/null || :
  is=$(LC_ALL=C stat -c '%F, %u %a' "$private")
  [ "$is" = "directory, $(id -u) 700" ] || {
    printf 'FIX look who made it, and take it away: rm -r %s\n' "$private" >&2
    fail "$private must be a directory of this account alone, and is a ${is%, *} of user $(stat -c '%U' "$private"), mode ${is##* }"
  }
}

# One change at a time on a host: the products' configuration does not take concurrency well.
take_turn() {
  own_directory
  exec 9>"$private/lock"
  flock -w 300 9 || fail "another change has held $private/lock for 300 seconds; look for a hung one with: fuser -v $private/lock"
}

# What a log-in prints comes before anything that is run here, and would be stored beside the answer. So the log-in shell
# is asked to do nothing, as sshd starts it. It prints to a file and gets none of this script's own: what it leaves
# running would hold a pipe open, and the lock.
refuse_noise() {
  [ -n "${SHELL:-}" ] || return 0
  env -u SHLVL timeout -k 1 30 "$SHELL" -c : </dev/null >"$private/log-in" 2>/dev/null 4>&- 9>&- || :
  [ -s "$private/log-in" ] || return 0
  printf 'FIX have its start-up files (~/.bashrc, ~/.cshrc, config.fish and their like) print nothing where there is no terminal, until this prints nothing: ssh %s true\n' "$(uname -n)" >&2
  fail "the log-in shell $SHELL prints by itself, and that would be stored with what is read back; nothing was changed; it printed: $(head -n 1 "$private/log-in" | tr -cd '[:print:]' | cut -c 1-80)"
}

perform() {
  take_turn
  case $action in
    claim)
      claim
      answer "$observed"
      ;;
    create | apply)
      refuse_noise
      apply
      ;;
    read)
      seen=$(look)
      answer "$seen"
      ;;
    survey) survey ;;
    remove) give_up ;;
    *) fail "the action is '$action'; allowed: claim, create, apply, read, survey, remove" ;;
  esac
}

# A setting of the envelope: its text, or shell words where it is a list. $1: its name.
setting() {
  eval "printf %s \"\${setting_$1?no such setting: $1}\""
}

# Assignments for what the scripts ask for one by one, and for what is wanted, in the form in which `look` prints it: with
# one start of jq, which takes longer than what it is asked.
assignments() {
  printf %s "$envelope" | jq -r '
    def canonical:
      if type == "object" then . as $all | reduce keys[] as $key ({}; .[$key] = ($all[$key] | canonical))
      elif type == "array" then map(canonical) else . end;
    [("kind", "identity", "document", "stack") as $part | select(.[$part] == null) | $part] as $missing
    | if $missing != [] then "missing=\($missing | join(", ") | @sh)"
      else "missing=", "kind=\(.kind | @sh)", "identity=\(.identity | @sh)", "stack=\(.stack | @sh)",
        "resource=\(.resource // "" | @sh)", "may_take=\(.adopt | @sh)",
        "wanted=\(.document | canonical | tojson | @sh)",
        (.settings // {} | to_entries[] | select(.key | test("^[A-Za-z0-9_]+$"))
          | .value |= (if type == "array" then map(tostring) | @sh else . end)
          | select(.value != null and (.value | type) != "object") | "setting_\(.key)=\(.value | tostring | @sh)")
      end'
}

action=${1:-}
assigned=$(assignments) || assigned="missing='no parts at all'"
eval "$assigned"
[ -z "$missing" ] || {
  printf 'ERR standard input is no envelope of this stack: what is missing of it is %s; nothing was done\n' "$missing" >&2
  exit 1
}
# Whether what is there may be changed whoever made it.
[ "$action" != apply ] || may_take=true

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
