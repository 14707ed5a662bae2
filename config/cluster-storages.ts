import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Faults between the cluster's storages and the jobs that back up to them. */
export function clusterStorageFaults(sections: SoundSections): Fault[] {
  return [...missingStorages(sections), ...sharedPlaces(sections), ...leftOutNodes(sections)];
}

/** A class that backs guests up to Proxmox Backup Server needs a storage of the cluster that leads there. */
function missingStorages({ classes = {}, places = {}, pve }: SoundSections): Fault[] {
  const reached = new Set(Object.values(pve?.storages ?? {}).map(({ place }) => place));
  return sortedEntries(classes).flatMap(([name, { place }]) =>
    pve === undefined || optionalEntry(places, place)?.engine !== "pbs" || reached.has(place)
      ? []
      : [
          {
            path: `backup:classes.${name}.place`,
            message: `is ${place}, to which no storage of the cluster leads`,
            got: quoted(place),
            allowed: "a place that a storage in backup:pve.storages names",
            fix: `declare a storage with \`place: ${place}\` in backup:pve.storages`,
          },
        ],
  );
}

/** A job backs up to one storage, and the offsite export opens its backups with the key of one. */
function sharedPlaces({ pve }: SoundSections): Fault[] {
  const again = repeats(sortedEntries(pve?.storages ?? {}), ([, { place }]) => place);
  return again.map(([[first], [name, { place }]]) => ({
    path: `backup:pve.storages.${name}.place`,
    message: `is the place of storage ${first} as well, and no job would back up to one of the two`,
    got: quoted(place),
    allowed: "a place that no other storage of the cluster leads to",
    fix: "take one of the two out, or give it a place with a namespace of its own",
  }));
}

/** Why a node needs a storage. */
interface Need {
  readonly node: string;
  readonly reason: string;
}

/** On a node that may not use its storage a job fails. */
function leftOutNodes(sections: SoundSections): Fault[] {
  return sortedEntries(sections.pve?.storages ?? {}).flatMap(([name, { place, nodes }]) => {
    if (nodes.length === 0) return [];
    const needs = needsOf(place, sections).filter(({ node }) => !nodes.includes(node));
    const missing = [...new Set(needs.map(({ node }) => node))].sort();
    return missing.length === 0
      ? []
      : [
          {
            path: `backup:pve.storages.${name}.nodes`,
            message: `leaves out nodes on which jobs back up to this storage: ${inWords(missing, needs)}`,
            got: quoted(nodes),
            allowed:
              "every node with a guest whose class goes to this place, all of the cluster for a class with catchAll",
            fix: `add ${missing.join(", ")}, or take the list out: without one every node may use it`,
          },
        ];
  });
}

function needsOf(place: string, { classes = {}, guests = {}, nodes = {} }: SoundSections): Need[] {
  return sortedEntries(classes)
    .filter(([, protection]) => protection.place === place)
    .flatMap(([name, { catchAll }]) => [
      ...sortedEntries(guests)
        .filter(([, guest]) => guest.classes.includes(name))
        .map(([guest, { node }]) => ({ node, reason: guest })),
      ...Object.keys(catchAll ? nodes : {}).map((node) => ({
        node,
        reason: `what ${name} catches`,
      })),
    ]);
}

/** Reasons named for each node: more say nothing more. */
const mostReasons = 2;

/** `node02 (dc01, lab-dns01 and 3 more), node05 (what guest-image catches)`. */
function inWords(missing: readonly string[], needs: readonly Need[]): string {
  return missing
    .map((node) => {
      const reasons = needs.filter((need) => need.node === node).map(({ reason }) => reason);
      const more = reasons.length - mostReasons;
      const named = reasons.slice(0, mostReasons).join(", ");
      return `${node} (${named}${more > 0 ? ` and ${more} more` : ""})`;
    })
    .join(", ");
}
