# shellcheck shell=sh disable=SC2154
# MinIO's own client on a site's machine. Settings and secrets name each site alike: its address, and its log-in as
# user:password.

# Log-ins reach the client in a file of its own form, for root alone and as long as this script runs. In the
# environment it would take what follows a colon in a password for something else.
accounts=$(mktemp -d /run/backup-remote-mc.XXXXXX)
trap 'rm -rf "$accounts"' EXIT
trap 'exit 1' HUP INT TERM
printf %s "$envelope" | jq '.settings as $addresses | .secrets
  | map_values(capture("^(?<accessKey>[^:]*):(?<secretKey>.*)$"))
  | with_entries(.value += { url: $addresses[.key], api: "S3v4", path: "auto" })
  | { version: "10", aliases: . }' >"$accounts/config.json"
# What the machine's own client trusts.
[ ! -d "${HOME:-/root}/.mc/certs" ] || ln -s "${HOME:-/root}/.mc/certs" "$accounts/certs"

client() {
  mc --config-dir "$accounts" --no-color --disable-pager "$@"
}
