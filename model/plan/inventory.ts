import { type DriveSet, type Estate, type Guest } from "../estate";
import { type Finding } from "../finding";
import { groupedBy, repeats } from "../grouping";
import { sortedEntries } from "../record";

/** Per cent of its endurance that a used drive may have behind it: the lab's own rule for what it buys. */
const wearLimitPercent = 20;

/**
 * What is doubtful about the inventory: none of it stops a backup, each of it stops somebody at a restore.
 *
 * @returns warnings with the path of each flaw
 */
export function inventoryFindings(estate: Estate): Finding[] {
  return [
    ...sharedAddresses(estate),
    ...sharedMachines(estate),
    ...sortedEntries(estate.guests).flatMap(([name, guest]) => guestFlaws(estate, name, guest)),
    ...sortedEntries(estate.fileServers)
      .filter(([, { guest }]) => guest === undefined)
      .map(([name]) => fileServerWithoutGuest(name)),
    ...sortedEntries(estate.drives).flatMap(([name, drives]) => driveFlaws(estate, name, drives)),
  ];
}

interface Flaw {
  readonly path: string;
  readonly message: string;
  readonly got?: string;
  readonly allowed: string;
  readonly fix: string;
}

function warnings(flaws: readonly (Flaw | false)[]): Finding[] {
  return flaws.filter((flaw) => flaw !== false).map((flaw) => ({ severity: "warning", ...flaw }));
}

function guestFlaws({ nodes }: Estate, name: string, guest: Guest): Finding[] {
  const path = `backup:guests.${name}`;
  const node = Object.hasOwn(nodes, guest.node) ? nodes[guest.node] : undefined;
  const compute = sortedEntries(nodes)
    .filter(([, { role }]) => role === "compute")
    .map(([known]) => known)
    .join(", ");
  return warnings([
    guest.address === undefined && {
      path: `${path}.address`,
      message: `${name} has no address, so nobody can check that it answers after a restore`,
      allowed: "the address it has in the lab",
      fix: "look it up on the guest and write it down",
    },
    node === undefined && {
      path: `${path}.node`,
      message: `${name} is on a node that is not declared, so its backup's time is a guess`,
      got: guest.node,
      allowed: compute,
      fix: "look up where it runs and correct it, or declare the node in backup:nodes",
    },
    node?.role === "storage" && {
      path: `${path}.node`,
      message: `${name} is on a storage node, whose load and loss it shares`,
      got: guest.node,
      allowed: compute,
      fix: "look up where it runs and correct it, or migrate it to a compute node",
    },
  ]);
}

function sharedAddresses({ guests }: Estate): Finding[] {
  const addressed = sortedEntries(guests).filter(([, { address }]) => address !== undefined);
  const groups = groupedBy(addressed, ([, { address = "" }]) => address);
  return [...groups].flatMap(([address, [[first], ...others]]) =>
    warnings(
      others.map(([name]) => ({
        path: `backup:guests.${name}.address`,
        message: `${name} has the address of ${first} as well, so both cannot run restored`,
        got: address,
        allowed: "an address that no other guest has",
        fix: "look both up and correct one of them",
      })),
    ),
  );
}

/** Hosts of two names: what is declared to lie on one of them, away from the other, may lie on the same machine. */
function sharedMachines({ hosts = {} }: Estate): Finding[] {
  const again = repeats(
    sortedEntries(hosts),
    ([, { address, port }]) => `${address.toLowerCase()}:${port}`,
  );
  return warnings(
    again.map(([[first], [name, { address, port }]]) => ({
      path: `backup:hosts.${name}.address`,
      message: `${name} and ${first} are one machine by their addresses, so a copy of what is on the one may not lie elsewhere on the other`,
      got: `${address}, port ${port}`,
      allowed: "an address and port that no other host has",
      fix: `correct one of them, or name ${first} wherever ${name} is named, if they are one machine`,
    })),
  );
}

function fileServerWithoutGuest(name: string): Finding {
  return {
    severity: "warning",
    path: `backup:fileServers.${name}.guest`,
    message: `${name} runs on no guest of the inventory, so its files are kept but no image of its machine`,
    allowed: "the name of a guest",
    fix: "declare the guest it runs on, or take the file server out if it is gone",
  };
}

function driveFlaws({ nodes }: Estate, name: string, drives: DriveSet): Finding[] {
  const path = `backup:drives.${name}`;
  return warnings([
    !Object.hasOwn(nodes, drives.node) && {
      path: `${path}.node`,
      message: `the drives of ${name} are in a node that is not declared`,
      got: drives.node,
      allowed: Object.keys(nodes).sort().join(", "),
      fix: "correct the node, or declare it in backup:nodes",
    },
    drives.maximumWearPercent > wearLimitPercent && {
      path: `${path}.maximumWearPercent`,
      message: "more worn drives may be put in than the lab's own rule allows",
      got: `${drives.maximumWearPercent} %`,
      allowed: `at most ${wearLimitPercent} %`,
      fix: "put in drives with less wear",
    },
    !drives.powerLossProtection && {
      path: `${path}.powerLossProtection`,
      message: "without power-loss protection a power cut can lose writes that were confirmed",
      got: "false",
      allowed: "true",
      fix: "put in drives with power-loss protection",
    },
    drives.spares < 1 && {
      path: `${path}.spares`,
      message: "there is no spare, so a failed drive waits for a delivery",
      got: String(drives.spares),
      allowed: "at least 1",
      fix: "keep a spare of the same kind in stock",
    },
  ]);
}
