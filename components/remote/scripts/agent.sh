# shellcheck shell=sh disable=SC2034,SC2154
# An agent of ours on a host: its program, the configuration of one job of it, and the units of systemd that run it. The
# product's own part, which comes before this one, defines
#   agent     its name, which program, units and directories have
#   needed    the programs that it calls
#   account   who reads the job's configuration and secrets; root if it is left out
#   prepare   looks whether it can run here, before anything is installed; optional
#   settle    what is to be there besides, once all else is; optional
#   removed   says what stays; optional
# Settings: program; services, which all jobs share, and timers, by the names of their files. The document has what is
# wanted of all that, with the job's `config`.

root=${HOST_ROOT:-}
program=$root/usr/local/sbin/$agent
units=$root/etc/systemd/system

job() { printf '%s/etc/%s/%s' "$root" "$agent" "$identity"; }
unit() { printf '%s/%s' "$units" "$1"; }
wanted_by() { printf '%s/timers.target.wants/%s' "$units" "$1"; }

secret() { printf %s "$envelope" | jq -er --arg name "$1" '.secrets[$name]'; }
secret_names() { printf %s "$envelope" | jq -r '.secrets | keys[]'; }
# $1: services, which all jobs share, or timers.
unit_names() { printf %s "$envelope" | jq -r --arg kind "$1" '.settings[$kind] | keys[]'; }
unit_text() { printf %s "$envelope" | jq -ejr --arg kind "$1" --arg name "$2" '.settings[$kind][$name]'; }

sum_of() { if [ -e "$1" ]; then sha256sum <"$1" | cut -c 1-64; else echo missing; fi; }

observe() {
  [ -e "$(job)/config.json" ] || { echo null && return; }
  config=$(jq -c . "$(job)/config.json" 2>/dev/null) && [ -n "$config" ] || config='"damaged"'
  jq -n --argjson config "$config" --argjson files "$(files_state)" --arg program "$(sum_of "$program")" \
    --argjson units "$(units_state)" --argjson timers "$(timers_state)" '{ $program, $units, $timers, $config, $files }'
}

# One property each, from names and what is said of them.
together() { jq -nR '[inputs | split(" ") | { (.[0]): (.[1:] | join(" ")) }] | add // {}'; }

units_state() {
  { unit_names services && unit_names timers; } | while read -r name; do
    echo "$name $(sum_of "$(unit "$name")")"
  done | together
}

# Files of somebody else's that the job would be written over. Program and services are shared, so they are the stack's
# where any job of the host is.
rival() {
  ! any_job_is_ours || { echo null && return; }
  theirs=$(files_of_job | while read -r file; do [ ! -e "$file" ] || echo "${file#"$root"} $(sum_of "$file")"; done | together)
  if [ "$theirs" = '{}' ]; then echo null; else printf '%s\n' "$theirs"; fi
}

files_of_job() {
  echo "$program"
  { unit_names services && unit_names timers; } | while read -r name; do echo "$units/$name"; done
  secret_names | while read -r name; do echo "$(job)/$name"; done
}

any_job_is_ours() {
  here=$identity ours=
  for directory in "$(job)" "$root/etc/$agent"/*; do
    identity=$(basename "$directory")
    [ "$(owner)" != "$stack" ] || ours=yes
  done
  identity=$here
  [ -n "$ours" ]
}

# Of each secret only whether it is as declared, and for its reader alone.
files_state() {
  secret_names | while read -r name; do
    if [ ! -e "$(job)/$name" ]; then
      state=missing
    elif [ "$(stat -c %a "$(job)/$name")" != 600 ]; then
      state="readable by others"
    elif [ "$(cat "$(job)/$name")" = "$(secret "$name")" ]; then
      state="as declared"
    else
      state=another
    fi
    echo "$name $state"
  done | together
}

# Enabled is a link in timers.target.wants, which is all that `systemctl enable` makes; where systemd runs it must
# have been told as well.
timers_state() {
  unit_names timers | while read -r name; do
    if [ ! -L "$(wanted_by "$name")" ]; then
      echo "$name disabled"
    elif is_systemd && ! systemctl is-active --quiet "$name"; then
      echo "$name stopped"
    else
      echo "$name enabled"
    fi
  done | together
}

is_systemd() { [ -d "$root/run/systemd/system" ]; }

# A file appears whole or not at all. $1: mode, $2: file, content on standard input.
install_file() {
  mkdir -p "$(dirname "$2")"
  cat >"$2.new" && chmod "$1" "$2.new" && mv -f "$2.new" "$2"
}

create() {
  for command in $needed; do
    command -v "$command" >/dev/null || fail "$command is missing, fix: apt-get install $command"
  done
  ! command -v prepare >/dev/null || prepare
  # Its reader has to get there.
  (umask 022 && mkdir -p "$(dirname "$(job)")" "$units/timers.target.wants")
  mkdir -p "$(job)"
  chmod 700 "$(job)"
  setting program | install_file 755 "$program"
  for kind in services timers; do
    unit_names "$kind" | while read -r name; do
      unit_text "$kind" "$name" | install_file 644 "$(unit "$name")"
    done
  done
  secret_names | while read -r name; do
    secret "$name" | install_file 600 "$(job)/$name"
  done
  ! command -v settle >/dev/null || settle
  # Last, because a job with a configuration counts as there.
  printf %s "$envelope" | jq .document.config | install_file 600 "$(job)/config.json"
  [ -z "${account:-}" ] || chown -R "$account" "$(job)"
  unit_names timers | while read -r name; do ln -sfn "../$name" "$(wanted_by "$name")"; done
  ! is_systemd || {
    systemctl daemon-reload
    unit_names timers | xargs systemctl restart
  }
}

update() { create; }

remove() {
  ! is_systemd || unit_names timers | xargs systemctl stop || true
  unit_names timers | while read -r name; do rm -f "$(wanted_by "$name")" "$(unit "$name")"; done
  rm -rf "$(job)"
  # The program and its services go with the last job.
  if [ -z "$(ls -A "$root/etc/$agent" 2>/dev/null)" ]; then
    rm -f "$program"
    unit_names services | while read -r name; do rm -f "$(unit "$name")"; done
  fi
  ! is_systemd || systemctl daemon-reload
  ! command -v removed >/dev/null || removed >&2
}
