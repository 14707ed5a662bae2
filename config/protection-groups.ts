import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { productNamed, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Faults between the classes that Veeam protects and the protection groups with their computers. */
export function protectionGroupFaults(sections: SoundSections): Fault[] {
  return [...missingGroups(sections), ...sharedGroups(sections)];
}

function missingGroups({ classes = {}, places = {}, veeam }: SoundSections): Fault[] {
  return sortedEntries(classes).flatMap(([name, { place }]) => {
    const target = optionalEntry(places, place);
    if (target?.engine !== "veeam") return [];
    const server = productNamed("veeam", veeam, target.server);
    if (server === undefined || optionalEntry(server.declared.protectionGroups, name) !== undefined)
      return [];
    const path = `${server.path}.protectionGroups.${name}`;
    return [
      {
        path,
        message: "is missing",
        allowed: "the name of the protection group with the computers of that class",
        fix: `write it at ${path}`,
      },
    ];
  });
}

/** A job takes every computer of its group. PowerShell compares names without regard to case. */
function sharedGroups({ veeam }: SoundSections): Fault[] {
  return productsOf("veeam", veeam).flatMap(({ path, declared }) =>
    repeats(sortedEntries(declared.protectionGroups), ([, group]) => group.toLowerCase()).map(
      ([[first], [name, group]]) => ({
        path: `${path}.protectionGroups.${name}`,
        message: `is the group of ${first} as well, and the jobs of both would back up every computer in it`,
        got: quoted(group),
        allowed: "a protection group with the computers of that class alone",
        fix: "make a group of its own in the console of Veeam, with the computers of that class, and name it here",
      }),
    ),
  );
}
