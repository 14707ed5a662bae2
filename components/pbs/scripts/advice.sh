# shellcheck shell=sh disable=SC2154
# How an operator gets out of what Proxmox Backup Server says when it cannot do what it is told. $1: what it said.

advice() {
  again="then run the update again: what was applied stays"
  case $1 in
    *"nable to acquire lock"*)
      echo "somebody else changes this server's configuration; let it end (proxmox-backup-manager task list), $again" ;;
    *"failed to access bucket"* | *"in-use marker"*)
      echo "the bucket of this datastore did not answer as it should ($(wanted_of backend)); correct the endpoint, port and keys of its S3 endpoint, or the bucket's name, until this succeeds: proxmox-backup-manager s3 check CLIENT BUCKET; $again" ;;
    *"could not connect to "*)
      echo "the InfluxDB at $(wanted_of url) does not answer this server; start it, or correct its url (and token) in backup:pbs.metricServers, until this succeeds: curl $(wanted_of url | sed 's,/$,,')/health; $again" ;;
    *"failed to lookup address information"* | *"could not resolve to any addresses"*)
      echo "the name in $(wanted_of host) does not resolve on this server; correct it in backup:pbs.metricServers or in DNS, until this succeeds: getent hosts $(wanted_of host | sed 's,:[0-9]*$,,'); $again" ;;
    *"client error (Connect)"* | *"curl: (7)"* | *"curl: (52)"* | *"curl: (56)"*)
      echo "its daemons do not answer; start them (systemctl start proxmox-backup proxmox-backup-proxy; journalctl -u proxmox-backup-proxy), $again" ;;
    *"No space left on device"* | *ENOSPC*)
      echo "a disk of this server is full; make room (df -h / $(disk)), $again" ;;
    *"maintenance mode"*)
      echo "take maintenanceMode off its datastore in the stack's file, or end what a hand began (proxmox-backup-manager datastore update NAME --delete maintenance-mode), $again" ;;
    *"already contains datastore in use"*)
      echo "another server may still write to this bucket: name another bucket or datastore; only if this server takes its place, set backend.adopt: true for this datastore, $again" ;;
    *"referenced by: "*)
      echo "the product changes no type in place, and matchers name this endpoint: give the endpoint of the new type another name and name that one in the matchers, which takes one update" ;;
    *"unable to create chunk store"*EEXIST*)
      echo "the directory of an S3 bucket's cache must be empty: take the old cache away, whose content is in the bucket, or name another path, $again" ;;
  esac
}

# $1: a property that is declared.
wanted_of() {
  printf %s "$envelope" | jq -r --arg name "$1" '.document[$name] // $name'
}

# Where a datastore lies, if the object is one.
disk() {
  printf %s "$envelope" | jq -r '.document.path // "/var /etc"'
}
