# shellcheck shell=sh disable=SC2034
# The export agent for Proxmox Backup Server (export-agent.sh installs it).

agent=offsite-export
needed="proxmox-backup-client restic rclone jq flock"
