# shellcheck shell=sh disable=SC2034,SC2154
# The offsite export of one job on the host of its source, whose part comes before this one and says what the agent is
# called and needs (components/remote/scripts/agent.sh installs it). Removing it leaves every export, and the state of one
# that is under way.

# Debian 13's, with which it was tried. Before 0.16.3 it puts what a repository is opened with into the archive class too.
prepare() {
  found=$(restic version 2>/dev/null | sed -n 's/^restic \([0-9.]*\).*/\1/p')
  [ "$(printf '0.18.0\n%s\n' "$found" | sort -V | head -n 1)" = 0.18.0 ] ||
    fail "restic is ${found:-of an unknown version}, 0.18.0 or later is needed, fix: apt-get install restic on Debian 13, or a release of https://github.com/restic/restic/releases in /usr/local/bin, checked by its SHA256SUMS"
}

settle() {
  # Of an earlier version, with the same access key.
  rm -f "$(job)/rclone.conf"
  # The unit may write there, and not make it; others read there.
  directory=$(printf %s "$envelope" | jq -er .document.config.metricsDirectory)
  (umask 022 && mkdir -p "$root$directory")
}

# What is shown of a job that is none any more would grow old for ever.
removed() {
  directory=$(printf %s "$envelope" | jq -er .document.config.metricsDirectory)
  rm -f "$root$directory/offsite-export-$identity.prom"
  echo "the exports in the bucket stay, and /var/lib/offsite-export/$identity"
}
