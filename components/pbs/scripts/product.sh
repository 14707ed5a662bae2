# shellcheck shell=sh disable=SC2154
# How the scripts of Proxmox Backup Server speak to the product.

# A call of the local API by its own command. $1: the verb; $2: the path; then options. Always with JSON: as text the
# command cannot print every answer, does what it was told, and panics.
api() {
  proxmox-backup-debug api "$@" --output-format=json
}

# Runs a command that changes something, and says what it printed only where it fails: its progress is no news.
quietly() {
  heard=$("$@" 2>&1) || {
    printf '%s\n' "$heard" >&2
    return 1
  }
}
