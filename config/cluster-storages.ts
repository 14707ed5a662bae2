import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Faults between the cluster's storages and the jobs that back up to them. */
export function clusterStorageFaults(sections: SoundSections): Fault[] {
  return [
    ...missingStorages(sections),
    ...sharedPlaces(sections),
    ...sharedNames(sections),
    ...leftOutNodes(sections),
    ...guestsOfOtherClusters(sections),
    ...guestsOfNoCluster(sections),
  ];
}

/** A class that backs guests up to Proxmox Backup Server needs a storage of the cluster that leads there. */
function missingStorages({ classes = {}, places = {}, pve }: SoundSections): Fault[] {
  const reached = new Set(storagesOf({ pve }).map(({ declared }) => declared.place));
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
  const again = repeats(storagesOf({ pve }), ({ declared }) => declared.place);
  return again.map(
    ([
      { name: first },
      {
        path,
        declared: { place },
      },
    ]) => ({
      path: `${path}.place`,
      message: `is the place of storage ${first} as well, and no job would back up to one of the two`,
      got: quoted(place),
      allowed: "a place that no other storage of the cluster leads to",
      fix: "take one of the two out, or give it a place with a namespace of its own",
    }),
  );
}

/** Keys are kept and escrowed by the name of their storage alone. */
function sharedNames(sections: SoundSections): Fault[] {
  return repeats(storagesOf(sections), ({ name }) => name).map(([first, { path, name }]) => ({
    path,
    message: `has the name of ${first.path}, and the client key of each is kept under that name`,
    got: quoted(name),
    allowed: "a name that no storage of any cluster has",
    fix: "give one of the two another name",
  }));
}

/** The storages of all clusters. */
export function storagesOf({ pve }: SoundSections) {
  return productsOf("pve", pve).flatMap(({ path, name: cluster, declared: { storages } }) =>
    sortedEntries(storages).map(([name, declared]) => ({
      ...{ cluster, name, declared },
      path: `${path}.storages.${name}`,
    })),
  );
}

/** Why a node needs a storage. */
interface Need {
  readonly node: string;
  readonly reason: string;
}

/** On a node that may not use its storage a job fails. */
function leftOutNodes(sections: SoundSections): Fault[] {
  return storagesOf(sections).flatMap(({ cluster, path, declared: { place, nodes } }) => {
    if (nodes.length === 0) return [];
    const needs = needsOf(place, onCluster(sections, cluster)).filter(
      ({ node }) => !nodes.includes(node),
    );
    const missing = [...new Set(needs.map(({ node }) => node))].sort();
    return missing.length === 0
      ? []
      : [
          {
            path: `${path}.nodes`,
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

/** The same with the nodes of one cluster alone; those that name none are of the only one. */
function onCluster(sections: SoundSections, wanted: string): SoundSections {
  const nodes = sortedEntries(sections.nodes ?? {}).filter(
    ([, { cluster = wanted }]) => cluster === wanted,
  );
  return { ...sections, nodes: Object.fromEntries(nodes) };
}

/** Of several clusters a guest belongs to that of its node; on a node that nobody declared, to the one that backs it up. */
function guestsOfNoCluster(sections: SoundSections): Fault[] {
  const { pve = {}, guests = {}, nodes, classes = {} } = sections;
  if (nodes === undefined || Object.keys(pve).length < 2) return [];
  const storages = storagesOf(sections);
  return sortedEntries(guests)
    .filter(([, { node }]) => optionalEntry(nodes, node) === undefined)
    .flatMap(([name, { node, classes: own }]) => {
      const places = own.map((one) => optionalEntry(classes, one)?.place);
      const reaching = storages.filter(({ declared }) => places.includes(declared.place));
      const clusters = [...new Set(reaching.map(({ cluster }) => cluster))].sort();
      if (clusters.length === 1) return [];
      return [
        {
          path: `backup:guests.${name}.node`,
          message: `is not declared, so nobody knows to which cluster the guest belongs (${clusters.join(" or ") || "no class of it says so"})`,
          got: quoted(node),
          allowed: Object.keys(nodes).sort().join(", "),
          fix: "declare the node in backup:nodes with its cluster, or correct its name",
        },
      ];
    });
}

/** A job runs on the cluster whose storage leads to its place, and knows guests by the VMIDs that they have there. */
function guestsOfOtherClusters(sections: SoundSections): Fault[] {
  const { guests = {}, nodes = {}, classes = {} } = sections;
  const storages = storagesOf(sections);
  return sortedEntries(guests).flatMap(([name, { node, classes: own }]) => {
    const home = optionalEntry(nodes, node)?.cluster;
    return own.flatMap((one, index) => {
      const place = optionalEntry(classes, one)?.place;
      const storage = storages.find(({ declared }) => declared.place === place);
      if (home === undefined || storage === undefined || storage.cluster === home) return [];
      return [
        {
          path: `backup:guests.${name}.classes[${index}]`,
          message: `is backed up by jobs of ${storage.cluster}, and the guest runs on ${node} of ${home}`,
          got: quoted(one),
          allowed: `a class whose place a storage of ${home} leads to`,
          fix: "give the guest a class of its own cluster, or correct its node",
        },
      ];
    });
  });
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
