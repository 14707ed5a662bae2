# shellcheck shell=sh disable=SC2154
# What the cluster backs up otherwise than declared: guests, disks, and agents that are to freeze them. Nothing is
# configured. The cluster's own list counts jobs that are switched off and guests of which a disk is left out, so what
# each job that is switched on takes is asked disk by disk. Standard input carries all of it: a large cluster's guests
# are longer than an argument may be.
# Settings: exemptVmids; exemptDisks (VMID:KEY); agents (whether it is on, by VMID); jobs (as declared, so that a
# change of one asks again).

ask() {
  pvesh get "$@" --output-format json
}

observe() {
  unselected=$(ask /cluster/backup-info/not-backed-up) || return 1
  guests=$(ask /cluster/resources --type vm) || return 1
  jobs=$(ask /cluster/backup) || return 1
  taken=
  for job in $(printf %s "$jobs" | jq -r '.[] | select((.enabled // 1 | tostring) != "0") | .id'); do
    volumes=$(ask "/cluster/backup/$job/included_volumes") || return 1
    left=$(printf %s "$volumes" | jq -c '.children | map({ id, type, volumes: [
      .children[]? | select((.included | tostring) as $taken | ["1", "true"] | index($taken) | not) | { id, name, reason } ] })') || return 1
    taken="$taken $left"
  done
  taken=$(printf %s "$taken" | jq -cs 'add // []') || return 1
  agents=$(agents) || return 1
  agents=$(printf %s "$agents" | jq -Rn '[inputs | capture("^(?<vmid>[0-9]+) (?<told>.*)$")]') || return 1
  printf '%s\n' "$envelope" "$unselected" "$guests" "$agents" "$taken" | jq -s "$judgement"
}

# What the configuration of each guest says of its agent whose agent the stack's file speaks of. What comes after the
# head of a section there belongs to a snapshot.
agents() {
  vmids=$(printf %s "$envelope" | jq -r '.settings.agents | keys[]') || return 1
  for vmid in $vmids; do
    for file in /etc/pve/nodes/*/qemu-server/"$vmid.conf"; do
      [ -e "$file" ] || continue
      told=$(sed -n '/^\[/q; s/^agent: *//p' "$file") || return 1
      printf '%s %s\n' "$vmid" "$told"
    done
  done
}

# An EFI disk that is left out belongs to a firmware that is not in use. Sources: qm.conf(5), for `agent` and the words
# for true; PVE::QemuConfig and PVE::LXC::Config, for the reasons.
# shellcheck disable=SC2016
judgement='
  def set_of(names): [names | { key: tostring, value: true }] | from_entries;
  def among($set): $set[tostring] == true;
  def is_true: test("^(1|on|yes|true)$"; "i");
  def freezes:
    [splits(", *") | select(. != "") | split("=") | if length == 1 then { enabled: .[0] } else { (.[0]): .[1] } end]
    | (add // {}) as $agent
    | ($agent.enabled // "0" | is_true) and
      ($agent["freeze-fs"] // $agent["freeze-fs-on-backup"] // $agent["guest-fsfreeze"] // "1" | is_true);
  {
    "backup=no": "its configuration says backup=0",
    "disabled": "a mount point needs backup=1",
    "not a volume": "no job takes what is mounted from the node"
  } as $reasons
  | . as [$envelope, $unselected, $guests, $agents, $taken]
  | $envelope.settings as $settings
  | set_of($settings.exemptVmids[]) as $exempt
  | set_of($settings.exemptDisks[]) as $exemptDisks
  | set_of($unselected[].vmid) as $nowhere
  | set_of($taken[].id) as $selected
  | ($guests | map({ key: (.vmid | tostring), value: "\(.vmid) \(.name // "without a name") on \(.node)" })
    | from_entries) as $names
  | [$taken[] | select(.id | among($exempt) | not)] | unique_by(.id) as $counted
  | {
      unprotected: [
        $guests | sort_by(.vmid)[] | .vmid
        | select(among($exempt) or among($selected) | not)
        | "\($names[tostring]): " + if among($nowhere) then "no job selects it"
          else "only jobs that are switched off select it" end ],
      excludedDisks: [
        $counted[] | .id as $vmid | .volumes[]
        | (.id | sub("^[0-9]+:"; "")) as $key
        | select(($key | startswith("efidisk") | not) and ("\($vmid):\($key)" | among($exemptDisks) | not))
        | "\($names[$vmid | tostring]): \($key) (\(.name)) is in no backup: \($reasons[.reason] // .reason)" ],
      absent: [
        $counted[] | select(.type == "unknown")
        | "\(.id): a job selects it, and the cluster has no such guest" ],
      wrongAgents: [
        $agents[] | (.told | freezes) as $on
        | select($on != $settings.agents[.vmid])
        | "\($names[.vmid]): its guest agent " + if $on then "freezes it for backups, and is declared to be off"
          else "does not freeze it for backups, and is declared to be on" end ]
    }'

create() {
  :
}

update() {
  fail "the cluster does not back up what is declared: $(printf %s "$observed" | jq -r '
    [.[][]] | if length > 50 then .[:50] + ["\(length - 50) more"] else . end | join("; ")')"
}

advice() {
  case $1 in
    *"does not back up what is declared"*)
      echo "give each guest a class in the stack's file, or an exemption with a reason; have each disk backed up (backup=1), or name it in excludedDisks of its guest; correct VMIDs, and agent where it is declared otherwise; if a job was changed by hand: npm run drift -- --repair"
      ;;
  esac
}

remove() {
  :
}
