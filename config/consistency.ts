import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { clusterStorageFaults, storagesOf } from "./cluster-storages";
import { guestFactFaults } from "./guest-facts";
import { placeContradictions } from "./place-contradictions";
import { protectionGroupFaults } from "./protection-groups";
import { quoted } from "./quoted";
import { itemSections, type SoundSections } from "./references";
import { veeamFaults } from "./veeam-faults";

/** Faults between sections that are not about names: what belongs together and what may be there only once. */
export function consistencyFaults(sections: SoundSections, unsound: ReadonlySet<string>): Fault[] {
  return [
    ...duplicateItems(sections),
    ...duplicateVmids(sections),
    ...guestFactFaults(sections),
    ...idleExemptions(sections, unsound),
    ...missingWindows(sections),
    ...wrongCatchAlls(sections),
    ...placeContradictions(sections),
    ...clusterStorageFaults(sections),
    ...protectionGroupFaults(sections),
    ...veeamFaults(sections),
  ];
}

/** Every item with the path it is declared at. */
function items(sections: SoundSections): { readonly name: string; readonly path: string }[] {
  return [...itemSections, "drives" as const].flatMap((section) =>
    Object.keys(sections[section] ?? {})
      .sort()
      .map((name) => ({
        name,
        path: `backup:${section}.${name}`,
      })),
  );
}

function duplicateItems(sections: SoundSections): Fault[] {
  return repeats(items(sections), ({ name }) => name).map(([first, { name, path }]) => ({
    path,
    message: `has the name of another item, ${first.path}`,
    got: quoted(name),
    allowed: "a name that no other item of the estate has, whatever its kind",
    fix: "rename one of the two",
  }));
}

function duplicateVmids({ guests = {} }: SoundSections): Fault[] {
  const again = repeats(sortedEntries(guests), ([, { vmid }]) => vmid);
  return again.map(([[owner], [name, { vmid }]]) => ({
    path: `backup:guests.${name}.vmid`,
    message: `is the VMID of ${owner} as well`,
    got: String(vmid),
    allowed: "a number that no other guest of the cluster has",
    fix: "look the VMID up in the cluster and correct one of the two",
  }));
}

/** What an exemption would not free from anything: it would be dropped without a word, long after its day. */
function idleExemptions(sections: SoundSections, unsound: ReadonlySet<string>): Fault[] {
  const drives = Object.keys(sections.drives ?? {});
  const known = new Set(items(sections).map(({ name }) => name));
  const whole = itemSections.every((section) => sections[section] !== undefined);
  return Object.keys(sections.exemptions ?? {}).flatMap((name) => {
    const isUnknown = whole && !known.has(name) && !unsound.has(name);
    const isOfDrives = drives.includes(name);
    if (!isUnknown && !isOfDrives) return [];
    return [
      {
        path: `backup:exemptions.${name}`,
        message: isOfDrives
          ? "exempts drives, which no class protects: they are watched, and what lies on them is protected as what it is"
          : "exempts an item that is not declared",
        got: quoted(name),
        allowed: isOfDrives
          ? "the name of an item that a class could protect"
          : "the name of an item",
        fix: isOfDrives ? "take the exemption out" : "correct the name, or take the exemption out",
      },
    ];
  });
}

/** What does not run all the time runs in a window, and what does has none. */
function missingWindows({ classes = {} }: SoundSections): Fault[] {
  const copies = sortedEntries(classes).flatMap(([name, protection]) => [
    { path: `backup:classes.${name}.window`, ...protection },
    ...(protection.offsite
      ? [{ path: `backup:classes.${name}.offsite.window`, ...protection.offsite }]
      : []),
  ]);
  return copies.flatMap(({ path, frequency, window }) => {
    const continuous = frequency === "continuous";
    if (continuous === (window === undefined)) return [];
    return [
      {
        path,
        message: continuous ? "is given for a copy that never pauses" : "is missing",
        ...(window === undefined ? {} : { got: quoted(window) }),
        allowed: continuous
          ? "no window"
          : `the name of a window, because the copy is ${frequency}`,
        fix: continuous ? "take it out" : "name one of backup:windows",
      },
    ];
  });
}

function wrongCatchAlls(sections: SoundSections): Fault[] {
  const { classes = {}, places = {} } = sections;
  const catching = sortedEntries(classes).filter(([, { catchAll }]) => catchAll);
  const misplaced = catching.filter(([, { place }]) => {
    const engine = optionalEntry(places, place)?.engine;
    return engine !== undefined && engine !== "pbs";
  });
  const clusterOf = (place: string) =>
    storagesOf(sections).find(({ declared }) => declared.place === place)?.cluster ?? "";
  const again = repeats(
    catching.filter((one) => !misplaced.includes(one)),
    ([, { place }]) => clusterOf(place),
  );
  return [
    ...misplaced.map(([name, { place }]) =>
      wrongCatchAll(
        name,
        `takes guests that nobody declared to ${place}, which only jobs of the cluster can`,
      ),
    ),
    ...again.map(([[first], [name]]) => wrongCatchAll(name, `is set as well as that of ${first}`)),
  ];
}

function wrongCatchAll(name: string, message: string): Fault {
  return {
    path: `backup:classes.${name}.catchAll`,
    message,
    got: "true",
    allowed: "true for one class of a cluster, whose place is one of Proxmox Backup Server",
    fix: "set it for that class alone",
  };
}
