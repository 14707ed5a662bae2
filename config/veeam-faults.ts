import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { sortedEntries } from "../model/record";
import { productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Faults of what a stack has a Veeam server make. Veeam compares names without regard to case. */
export function veeamFaults({ veeam }: SoundSections): Fault[] {
  return productsOf("veeam", veeam).flatMap(({ path, declared }) => {
    const repositories = sortedEntries(declared.repositories);
    const at = (name: string) => `${path}.repositories.${name}`;
    const computers = sortedEntries(declared.computers);
    return [
      ...computers.flatMap(([group, list]) =>
        repeats(list, ({ address }) => address.toLowerCase()).map(([, again]): Fault => ({
          path: `${path}.computers.${group}[${list.indexOf(again)}].address`,
          message: "is in the group already, and Veeam takes a computer once",
          got: quoted(again.address),
          allowed: "a computer that no other entry of the group names",
          fix: "take one of the two out",
        })),
      ),
      ...repeats(repositories, ([name]) => name.toLowerCase()).map(([[first], [name]]): Fault => ({
        path: at(name),
        message: `is the repository ${first} to Veeam, which takes names without regard to case`,
        got: quoted(name),
        allowed: "a name that no other repository has",
        fix: "give it another name, or take one of the two out",
      })),
      ...repeats(repositories, ([, { folder }]) => folder.toLowerCase()).map(
        ([[first], [name, { folder }]]): Fault => ({
          path: `${at(name)}.folder`,
          message: `is the folder of the repository ${first} as well, and each would delete what the other keeps`,
          got: quoted(folder),
          allowed: "a folder that no other repository lies in",
          fix: "give it a folder of its own",
        }),
      ),
    ];
  });
}
