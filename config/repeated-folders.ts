import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
import { isWithin } from "../model/windows-folder";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** Folders of one file server that others of it hold already: whoever wrote them meant something else. */
export function repeatedFolders({ fileServers = {} }: SoundSections): Fault[] {
  return sortedEntries(fileServers).flatMap(([name, { paths }]) =>
    paths.flatMap((path, index) => {
      const outer = paths.findIndex(
        (other, at) =>
          at !== index && isWithin(path, other) && (at < index || !isWithin(other, path)),
      );
      return outer < 0 ? [] : [repeated(`backup:fileServers.${name}.paths`, paths, index, outer)];
    }),
  );
}

function repeated(at: string, paths: readonly string[], index: number, outer: number): Fault {
  const isSame = isWithin(paths[outer]!, paths[index]!);
  return {
    path: `${at}[${index}]`,
    message: isSame
      ? `is the folder of paths[${outer}] again: Windows makes no difference between capitals and small letters`
      : `lies in the folder of paths[${outer}], which is backed up whole`,
    got: quoted(paths[index]),
    allowed: `folders that are not in ${paths[outer]}`,
    fix: "take one of the two out",
  };
}
