#!/bin/sh
# shellcheck shell=sh disable=SC2034
# offsite-export: copies of verified backups that a fire in the lab leaves alone. The parts of this program are
# joined into one file when it is installed; this one comes first.
set -eu
umask 077
export LC_ALL=C SHELL=/bin/sh
# What a person has set for other tools must not lead this one elsewhere.
unset AWS_CA_BUNDLE AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN PBS_PASSWORD

program=$0
configuration_root=${OFFSITE_EXPORT_CONFIGURATION:-/etc/offsite-export}
state_root=${OFFSITE_EXPORT_STATE:-/var/lib/offsite-export}
lock_file=${OFFSITE_EXPORT_LOCK:-/run/lock/offsite-export.lock}

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
  configuration=$configuration_root/$job
  [ -r "$configuration/config.json" ] ||
    fail "there is no job '$job'; jobs here: $(find "$configuration_root" -name config.json -printf '%P ' 2>/dev/null | sed 's|/config.json||g')"
  for secret in rclone.conf pbs-secret export-key; do
    [ -r "$configuration/$secret" ] || fail "$configuration/$secret is missing; apply the stack again"
  done
  state=$state_root/$job
  work=$state/work
  # VMIDs of the guests that the round of this job has not done yet.
  unfinished=$state/unfinished
  mkdir -p "$state/exported" "$state/progress" "$work"
}

# One value of the configuration; empty if it is left out.
setting() { jq -r --arg name "$1" '.[$name] // "" | tostring' "$configuration/config.json"; }

# A file appears whole or not at all.
replace() {
  cat >"$1.new"
  mv "$1.new" "$1"
}
