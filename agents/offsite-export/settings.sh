#!/bin/sh
# shellcheck shell=sh disable=SC2034,SC2154
# offsite-export: copies of verified backups that a fire in the lab leaves alone. The parts of this program are
# joined into one file when it is installed; this one comes first.
set -eu
umask 077

# What is set for other tools must not lead this one elsewhere: RCLONE_DRY_RUN, RESTIC_REPOSITORY, a proxy. So nothing of
# the environment stays but where programs are, and this program's own.
for name in $(env -0 | tr '\n\0' '_\n' | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
  case $name in
    PATH | PWD | FILE | OFFSITE_*) ;;
    *) unset "$name" ;;
  esac
done
# Where there is no file of anybody's that a tool would read of itself.
export LC_ALL=C TZ=UTC SHELL=/bin/sh HOME=/nonexistent

program=$0
state_root=${OFFSITE_EXPORT_STATE:-/var/lib/offsite-export}
lock_file=${OFFSITE_EXPORT_LOCK:-$state_root/lock}

# EX_TEMPFAIL of sysexits(3): the window is over, the next one goes on.
window_over=75

say() { printf 'offsite-export: %s\n' "$1" >&2; }

fail() {
  say "ERR $1"
  exit 1
}

# Reads a job's configuration; the secrets stay in their files, which the tools read themselves.
load() {
  job=$1
  configuration_root=${OFFSITE_EXPORT_CONFIGURATION:-/etc/$agent}
  configuration=$configuration_root/$job
  [ -r "$configuration/config.json" ] ||
    fail "there is no job '$job'; jobs here: $(find "$configuration_root" -name config.json -printf '%P ' 2>/dev/null | sed 's|/config.json||g')"
  settings=$(flat_settings) || settings=
  for needed in estate $source_settings bucket prefix region metricsDirectory window.days window.from window.minutes window.timezone; do
    [ -n "$(setting "$needed")" ] || fail "$configuration/config.json makes no sense (it has no $needed); apply the stack again"
  done
  state=$state_root/$job
  work=$state/work
  # Ids of the items that the round of this job has not done yet.
  unfinished=$state/unfinished
  keep_private "$state_root"
  mkdir -p "$state/exported" "$state/newest" "$state/progress" "$work"
}

need_secrets() {
  for secret in s3-credentials $source_secrets export-key; do
    [ -r "$configuration/$secret" ] || fail "$configuration/$secret is missing; apply the stack again"
  done
}

# Makes a directory that nobody else can put anything into, or take anything from.
keep_private() {
  [ -d "$1" ] || mkdir -p "$1" || fail "$1 cannot be made"
  is_ours "$1" || fail "$1 belongs to $(stat -c %U "$1"), not to $(id -un): somebody else made it; look what is in it, and remove it"
  chmod 700 "$1"
}

# A link, too, and what it leads to.
is_ours() { [ "$(stat -c %u "$1") $(stat -L -c %u "$1")" = "$(id -u) $(id -u)" ]; }

# Every value of the configuration, a line each: its name, a tab, and what it is; names in the window begin with
# `window.`, and those of the items are `item.ID`. Read once, as a start of jq takes longer than most that is asked
# of it.
flat_settings() {
  jq -er '. + (.window // {} | with_entries(.key |= "window." + .)) | ('"$items_in"') as $items | del(.guests, .window)
    | to_entries + ($items | map({ key: "item.\(.id)", value: (.name // "") })) | .[]
    | select(.value != null) | "\n\(.key)\t\(.value | if type == "array" then join(" ") else tostring end)"' "$configuration/config.json"
}

# One of them. $2: what it is if it is left out; nothing by default.
setting() {
  case $settings in
    *"$new_line$1$tab"*)
      value=${settings#*"$new_line$1$tab"}
      printf '%s\n' "${value%%"$new_line"*}"
      ;;
    *) printf '%s\n' "${2:-}" ;;
  esac
}

# Id and name of each item, a line each.
list_items() { printf '%s\n' "$settings" | sed -n "s/^item\.\([A-Za-z0-9_-]*\)$tab/\1 /p"; }

new_line='
'
tab=$(printf '\t')

# A file appears whole or not at all.
replace() {
  cat >"$1.new" && mv "$1.new" "$1"
}
