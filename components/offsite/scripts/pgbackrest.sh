# shellcheck shell=sh disable=SC2034
# The export agent for a pgBackRest repository (export-agent.sh installs it), beside the agent that makes its backups.

agent=offsite-export-pgbackrest
needed="pgbackrest runuser restic rclone jq flock"
