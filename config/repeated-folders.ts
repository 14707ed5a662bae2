import { type Fault } from "../model/fault";
import { groupedBy } from "../model/grouping";
import { sortedEntries } from "../model/record";
import { isWithin } from "../model/windows-folder";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** A folder, and where it is declared. */
interface Folder {
  /** The file server. */
  readonly of: string;
  readonly index: number;
  readonly path: string;
}

/**
 * Folders of one machine that others of it hold already, whether of one file server or of two on the same guest:
 * whoever wrote them meant something else, and what lies in two file servers is counted twice.
 */
export function repeatedFolders({ fileServers = {} }: SoundSections): Fault[] {
  const machines = groupedBy(sortedEntries(fileServers), ([name, { guest }]) => guest ?? name);
  return [...machines.values()].flatMap((servers) => {
    const folders = servers.flatMap(([of, { paths }]) =>
      paths.map((path, index): Folder => ({ of, index, path })),
    );
    return folders.flatMap((folder, at) => {
      const outer = folders.find(
        (other, otherAt) =>
          otherAt !== at &&
          isWithin(folder.path, other.path) &&
          (otherAt < at || !isWithin(other.path, folder.path)),
      );
      return outer === undefined ? [] : [repeated(folder, outer)];
    });
  });
}

function repeated({ of, index, path }: Folder, outer: Folder): Fault {
  const isSame = isWithin(outer.path, path);
  const there = `paths[${outer.index}]${outer.of === of ? "" : ` of ${outer.of}, on the same guest`}`;
  return {
    path: `backup:fileServers.${of}.paths[${index}]`,
    message: isSame
      ? `is the folder of ${there} again: Windows makes no difference between capitals and small letters`
      : `lies in the folder of ${there}, which is backed up whole`,
    got: quoted(path),
    allowed: `folders that are not in ${outer.path}`,
    fix: "take one of the two out",
  };
}
