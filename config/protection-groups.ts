import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { optionalEntry, sortedEntries } from "../model/record";
import { productNamed, productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Faults between the classes that Veeam protects and the protection groups with their computers. */
export function protectionGroupFaults(sections: SoundSections): Fault[] {
  return [...missingGroups(sections), ...sharedGroups(sections), ...idleGroups(sections)];
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

/** Groups of classes that another server backs up, or none of them: no job would ever take their computers. */
function idleGroups({ classes, places = {}, veeam }: SoundSections): Fault[] {
  if (classes === undefined) return [];
  return productsOf("veeam", veeam).flatMap(({ name: server, path, declared }) =>
    sortedEntries(declared.protectionGroups).flatMap(([name, group]) => {
      const protection = optionalEntry(classes, name);
      const place = protection && optionalEntry(places, protection.place);
      if (place === undefined) return [];
      const on =
        place.engine === "veeam" ? productNamed("veeam", veeam, place.server)?.name : undefined;
      if (on === server) return [];
      return [
        {
          path: `${path}.protectionGroups.${name}`,
          message: `is for a class that this server does not back up: its place is ${protection?.place}`,
          got: quoted(group),
          allowed: "the classes whose place is one of this Veeam server",
          fix: "take it out, or name it at the server that backs the class up",
        },
      ];
    }),
  );
}
