import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Faults between the classes that Veeam protects and the protection groups with their computers. */
export function protectionGroupFaults(sections: SoundSections): Fault[] {
  return [...missingGroups(sections), ...sharedGroups(sections)];
}

function missingGroups({ classes = {}, places = {}, veeam }: SoundSections): Fault[] {
  return sortedEntries(classes).flatMap(([name, { place }]) =>
    veeam === undefined ||
    optionalEntry(places, place)?.engine !== "veeam" ||
    optionalEntry(veeam.protectionGroups, name) !== undefined
      ? []
      : [
          {
            path: `backup:veeam.protectionGroups.${name}`,
            message: "is missing",
            allowed: "the name of the protection group with the computers of that class",
            fix: `write it at backup:veeam.protectionGroups.${name}`,
          },
        ],
  );
}

/** A job takes every computer of its group. PowerShell compares names without regard to case. */
function sharedGroups({ veeam }: SoundSections): Fault[] {
  const groups = sortedEntries(veeam?.protectionGroups ?? {});
  return repeats(groups, ([, group]) => group.toLowerCase()).map(([[first], [name, group]]) => ({
    path: `backup:veeam.protectionGroups.${name}`,
    message: `is the group of ${first} as well, and the jobs of both would back up every computer in it`,
    got: quoted(group),
    allowed: "a protection group with the computers of that class alone",
    fix: "make a group of its own in the console of Veeam, with the computers of that class, and name it here",
  }));
}
