# shellcheck shell=sh disable=SC2034
# The export agent for dumps of a PostgreSQL (export-agent.sh installs it), beside the agent that makes them.

agent=offsite-export-dump
needed="runuser restic rclone jq flock"
