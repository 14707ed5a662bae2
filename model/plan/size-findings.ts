import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { sortedEntries } from "../record";
import { nameList } from "./name-list";
import { type PlannedItem } from "./plan";

/** Sizes that contradict each other: what is made of them would be no estimate but wrong. */
export function sizeFindings(estate: Estate, items: readonly PlannedItem[]): Finding[] {
  return [...items.flatMap(fullerThanFull), ...smallerThanContents(estate, items)];
}

/** Products count disks in GiB, and what is in use may be told in GB. */
const gigabytesOfGiB = 1.073741824;

function fullerThanFull({ name, path, usedGB, sizeGB, measured }: PlannedItem): Finding[] {
  if (!measured || usedGB <= sizeGB * gigabytesOfGiB) return [];
  return [
    {
      severity: "error",
      path: `${path}.usedGB`,
      message: `${name} cannot have more in use than it was given`,
      got: `${usedGB} GB in use of ${sizeGB} GB`,
      allowed: `at most ${sizeGB} GB`,
      fix: "measure both again and correct the one that is wrong",
    },
  ];
}

/** Whatever lies on a guest takes room on its disks. */
function smallerThanContents(
  { fileServers, databases }: Estate,
  items: readonly PlannedItem[],
): Finding[] {
  const itemOf = new Map(items.map((item) => [item.name, item]));
  const held = [...sortedEntries(fileServers), ...sortedEntries(databases)].flatMap(
    ([name, { guest }]) => {
      const content = itemOf.get(name);
      return guest === undefined || content === undefined ? [] : [{ guest, content }];
    },
  );
  return [...groupedBy(held, ({ guest }) => guest)].flatMap(([guest, parts]) => {
    const item = itemOf.get(guest);
    const contents = parts.map(({ content }) => content);
    const contentGB = contents.reduce((sum, { usedGB }) => sum + usedGB, 0);
    return item === undefined || item.usedGB >= contentGB
      ? []
      : [tooSmall(item, contents, contentGB)];
  });
}

function tooSmall(
  { name, path, usedGB }: PlannedItem,
  contents: readonly PlannedItem[],
  contentGB: number,
): Finding {
  const gigabytes = (value: number) => `${Math.ceil(value)} GB`;
  return {
    severity: "warning",
    path: `${path}.usedGB`,
    message: `${name} is planned with less than what lies on it, so its image may be larger: ${nameList(contents.map((content) => content.name))}`,
    got: `${gigabytes(usedGB)} in use, ${gigabytes(contentGB)} on it`,
    fix: "measure what is in use on the guest and on its disks for data, and declare both as usedGB",
  };
}
