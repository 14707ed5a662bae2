import { canonical } from "../canonical-json";
import { type Estate, type Item } from "../estate";
import { byCodeUnit } from "../grouping";
import { optionalEntry, sortedEntries } from "../record";
import { itemSize } from "../size/item-size";
import { type SizedKind } from "../size/used-share";
import { type PlannedItem } from "./plan";

interface Declared {
  readonly kind: SizedKind;
  /** The section of the stack's file. */
  readonly section: string;
  readonly name: string;
  readonly node: string | undefined;
  readonly classes: readonly string[];
  readonly sizeGB: number;
  readonly usedGB?: number;
  /** What else is. */
  readonly declared: object;
}

/**
 * Drives, by name. They are watched and replaced, not backed up: what lies on them is protected as what it is. So no
 * class, copy or coverage is theirs; the findings of the inventory are.
 */
export function plannedDrives({ drives }: Estate): PlannedItem[] {
  return sortedEntries(drives).map(([name, { node, count, sizeGB, ...declared }]) => ({
    name,
    kind: "driveSet",
    path: `backup:drives.${name}`,
    node,
    classes: [],
    sizeGB: count * sizeGB,
    usedGB: count * sizeGB,
    dailyChangeGB: 0,
    measured: true,
    declared: { count, ...declared },
  }));
}

/** Everything that is or should be protected, by name. */
export function planItems(estate: Estate): PlannedItem[] {
  return declaredItems(estate)
    .map(({ kind, section, name, node, classes, sizeGB, usedGB, declared }) => ({
      name,
      kind,
      path: `backup:${section}.${name}`,
      ...(node === undefined ? {} : { node }),
      classes: [...classes].sort(),
      ...itemSize(kind, sizeGB, usedGB, estate.sizing),
      declared,
    }))
    .sort((a, b) => byCodeUnit(a.name, b.name));
}

function declaredItems(estate: Estate): Declared[] {
  const { guests } = estate;
  const nodeOf = (guest: string | undefined) =>
    guest === undefined ? undefined : optionalEntry(guests, guest)?.node;
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return [
    ...entries("guest", "guests", guests, (guest) => [guest.node, sum(guest.disksGB)]),
    ...entries("fileServer", "fileServers", estate.fileServers, ({ guest, sizeGB }) => [
      nodeOf(guest),
      sizeGB,
    ]),
    ...entries("database", "databases", estate.databases, ({ guest, sizeGB }) => [
      nodeOf(guest),
      sizeGB,
    ]),
    ...entries("bucket", "buckets", estate.buckets, ({ sizeGB }) => [undefined, sizeGB]),
    ...entries("repository", "repositories", estate.repositories, ({ sizeGB }) => [
      undefined,
      sizeGB,
    ]),
    ...entries("claim", "claims", estate.claims, ({ sizeGB }) => [undefined, sizeGB]),
  ];
}

function entries<Entry extends Item>(
  kind: SizedKind,
  section: string,
  record: Readonly<Record<string, Entry>>,
  place: (entry: Entry) => readonly [node: string | undefined, sizeGB: number],
): Declared[] {
  return Object.entries(record).map(([name, entry]) => {
    const [node, sizeGB] = place(entry);
    const { classes, usedGB, ...declared } = entry;
    return {
      ...{ kind, section, name, node, classes, sizeGB, usedGB },
      declared: canonical(declared) as object,
    };
  });
}
