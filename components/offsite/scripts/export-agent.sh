# shellcheck shell=sh disable=SC2154
# The offsite export of one job on the backup server: the program, the job's files for root alone, and its timer.
# Removing it leaves every export, and the state of one that is under way.

root=${HOST_ROOT:-}
program=$root/usr/local/sbin/offsite-export
units=$root/etc/systemd/system

job() { printf '%s/etc/offsite-export/%s' "$root" "$identity"; }
service() { printf '%s/offsite-export@.service' "$units"; }
timer() { printf '%s/offsite-export@%s.timer' "$units" "$identity"; }
wanted_by() { printf '%s/timers.target.wants/offsite-export@%s.timer' "$units" "$identity"; }

setting() { printf %s "$envelope" | jq -er --arg name "$1" '.settings[$name]'; }
secret() { printf %s "$envelope" | jq -er --arg name "$1" '.secrets[$name]'; }
secret_names() { printf %s "$envelope" | jq -r '.secrets | keys[]'; }

sum_of() { if [ -e "$1" ]; then sha256sum <"$1" | cut -c 1-64; else echo missing; fi; }

observe() {
  [ -e "$(job)/config.json" ] || { echo null && return; }
  config=$(jq -c . "$(job)/config.json" 2>/dev/null) || config='"damaged"'
  jq -n --argjson config "$config" --argjson files "$(files_state)" --arg timer "$(timer_state)" \
    --arg program "$(sum_of "$program")" --arg service "$(sum_of "$(service)")" --arg unit "$(sum_of "$(timer)")" \
    '{ $program, $service, unit: $unit, $timer, $config, $files }'
}

# Of each secret only whether it is as declared, and for root alone.
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
    jq -n --arg name "$name" --arg state "$state" '{ ($name): $state }'
  done | jq -sc 'add // {}'
}

# Enabled is a link in timers.target.wants, which is all that `systemctl enable` makes; where systemd runs it must
# have been told as well.
timer_state() {
  if [ ! -L "$(wanted_by)" ]; then
    echo disabled
  elif [ -d "$root/run/systemd/system" ] && ! systemctl is-active --quiet "offsite-export@$identity.timer"; then
    echo stopped
  else
    echo enabled
  fi
}

# A file appears whole or not at all. $1: mode, $2: file, content on standard input.
install_file() {
  mkdir -p "$(dirname "$2")"
  cat >"$2.new"
  chmod "$1" "$2.new"
  mv -f "$2.new" "$2"
}

create() {
  for needed in proxmox-backup-client rclone gpg zstd jq flock; do
    command -v "$needed" >/dev/null || fail "$needed is missing, fix: apt-get install $needed"
  done
  mkdir -p "$(job)"
  chmod 700 "$(job)"
  setting program | install_file 755 "$program"
  setting service | install_file 644 "$(service)"
  setting timer | install_file 644 "$(timer)"
  secret_names | while read -r name; do
    secret "$name" | install_file 600 "$(job)/$name"
  done
  # Last, because a job with a configuration counts as there.
  printf %s "$envelope" | jq .document.config | install_file 600 "$(job)/config.json"
  mkdir -p "$(dirname "$(wanted_by)")"
  ln -sfn "../offsite-export@$identity.timer" "$(wanted_by)"
  [ ! -d "$root/run/systemd/system" ] || {
    systemctl daemon-reload
    systemctl restart "offsite-export@$identity.timer"
  }
}

update() { create; }

remove() {
  [ ! -d "$root/run/systemd/system" ] || systemctl stop "offsite-export@$identity.timer" || true
  rm -f "$(wanted_by)" "$(timer)"
  rm -rf "$(job)"
  # The program goes with the last job.
  if [ -z "$(ls -A "$root/etc/offsite-export" 2>/dev/null)" ]; then rm -f "$program" "$(service)"; fi
  [ ! -d "$root/run/systemd/system" ] || systemctl daemon-reload
  echo "the exports in the bucket stay, and /var/lib/offsite-export/$identity" >&2
}
