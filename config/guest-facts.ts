import { type Guest } from "../model/estate";
import { type Fault } from "../model/fault";
import { osFamilyOf } from "../model/guest-os";
import { sortedEntries } from "../model/record";
import { type SoundSections } from "./references";

/** Faults of guests that are said to have what their kind or system cannot have. */
export function guestFactFaults({ guests = {} }: SoundSections): Fault[] {
  return sortedEntries(guests).flatMap(([name, guest]) =>
    rules
      .flatMap((rule) => rule(guest))
      .map((fault) => ({ ...fault, path: `backup:guests.${name}.${fault.path}` })),
  );
}

/** Each with the key of the guest as path. */
const rules: readonly ((guest: Guest) => Fault[])[] = [
  agentOfContainer,
  vssOfNobody,
  disksOfOthers,
  everyDisk,
];

function agentOfContainer({ kind, agent }: Guest): Fault[] {
  if (kind === "vm" || agent === undefined) return [];
  return [
    {
      path: "agent",
      message: "is given for a container, which has no guest agent",
      got: String(agent),
      allowed: "a guest agent of a virtual machine",
      fix: "take it out, or correct the kind",
    },
  ];
}

function vssOfNobody({ os, agent, vss }: Guest): Fault[] {
  const asks = agent === true && osFamilyOf(os) === "windows";
  if (vss === undefined || asks) return [];
  return [
    {
      path: "vss",
      message: "is given for a guest without a guest agent that asks VSS",
      got: JSON.stringify(vss),
      allowed: "a virtual machine with Windows in it and agent: true",
      fix: "take it out, or declare agent: true if the agent is on",
    },
  ];
}

/** Keys of disks by the kind of guest that has them. Sources: qm.conf(5), pct.conf(5). */
const diskKeys: Readonly<Record<Guest["kind"], { readonly keys: RegExp; readonly named: string }>> =
  {
    vm: { keys: /^(?!mp)/, named: "a disk of a virtual machine, such as scsi1" },
    ct: { keys: /^mp/, named: "a mount point of a container, such as mp0" },
  };

function disksOfOthers({ kind, excludedDisks = {} }: Guest): Fault[] {
  const { keys, named } = diskKeys[kind];
  return sortedEntries(excludedDisks)
    .filter(([disk]) => !keys.test(disk))
    .map(([disk]) => ({
      path: `excludedDisks.${disk}`,
      message: `is no disk of a ${kind === "ct" ? "container" : "virtual machine"}`,
      got: JSON.stringify(disk),
      allowed: named,
      fix: "correct the key or the kind",
    }));
}

/** Of a container the root disk is always taken, and what is mounted from its node is none of its disks. */
function everyDisk({ kind, disksGB, excludedDisks = {} }: Guest): Fault[] {
  const left = Object.keys(excludedDisks);
  if (kind === "ct" || left.length < disksGB.length) return [];
  return [
    {
      path: "excludedDisks",
      message: "leaves out every disk, so that an image of the guest would hold nothing",
      got: left.sort().join(", "),
      allowed: `fewer than the guest's disks, which are ${disksGB.length} (disksGB)`,
      fix: "exempt the guest itself in backup:exemptions, or correct disksGB",
    },
  ];
}
