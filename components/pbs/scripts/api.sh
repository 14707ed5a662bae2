# shellcheck shell=sh disable=SC2154
# Calls of the local API whose body holds a secret. The product's commands would take it as an argument, which every
# user of the machine can see, so a token of root that lives for the length of this script makes the call.
# Settings: `port` of the API.

borrowed=backup-remote

# Against what an end by the watchdog could leave, the token expires by itself.
borrow_token() {
  tokens=$(proxmox-backup-manager user list-tokens root@pam --output-format=json)
  if printf %s "$tokens" | jq -e --arg id "root@pam!$borrowed" 'any(.tokenid == $id)' >/dev/null; then
    return_token
  fi
  token=$(proxmox-backup-manager user generate-token root@pam "$borrowed" --expire=$(($(date +%s) + 900)))
  trap return_token EXIT
  trap 'exit 1' HUP INT TERM
  token=$(printf %s "${token#Result: }" | jq -er .value)
  proxmox-backup-manager acl update / Admin --auth-id="root@pam!$borrowed"
}

return_token() {
  proxmox-backup-manager user delete-token root@pam "$borrowed" ||
    echo "left on $(uname -n): token root@pam!$borrowed, which expires within 15 minutes" >&2
}

# Only the server with the key of this machine's certificate gets the token.
pinned() {
  pin=$(openssl x509 -in /etc/proxmox-backup/proxy.pem -noout -pubkey |
    openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)
  curl --silent --show-error --insecure --pinnedpubkey "sha256//$pin" --max-time 120 "$@"
}

need_curl() {
  command -v curl >/dev/null || fail "curl is missing, fix: apt-get install curl"
}

# $1: method; $2: path; $3: body, JSON. The token and the body go by pipes.
call() {
  need_curl
  port=$(setting port)
  borrow_token
  answer=$(pinned --fail-with-body --request "$1" --config - --data-binary @/dev/fd/3 \
    "https://localhost:$port/api2/json$2" <<CONFIG 3<<BODY
header = "Authorization: PBSAPIToken=root@pam!$borrowed:$token"
header = "Content-Type: application/json"
CONFIG
$3
BODY
  ) || fail "the API refused it: $answer"
}
