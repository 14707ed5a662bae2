import { engines } from "../engines/engines";
import {
  type Engine,
  type Estate,
  type Frequency,
  type OffsiteCopy,
  type Place,
  type ProtectionClass,
  type WantedRetention,
} from "../estate";
import { groupedBy } from "../grouping";
import { entry, sortedEntries } from "../record";
import { canBring, canRun, misfitOf } from "./fit";
import { type Rhythm, type RhythmIn, rhythms } from "./frequency";
import { backupJobName, elsewhere, offsiteJobName } from "./job-names";
import { type PlannedItem } from "./plan";

/** Items that one job copies from where they are to one place. */
export interface CopyGroup {
  /** The job's name. */
  readonly id: string;
  readonly role: "backup" | "offsite";
  readonly class: string;
  /** Where the copies go. */
  readonly place: string;
  /** Where the copies come from: another place for offsite ones, the items themselves otherwise. */
  readonly from?: string;
  /** The job that makes what it brings; left out of backups. */
  readonly source?: string;
  readonly engine: Engine;
  /** The machine that reads; left out where items of several are read, or of none. */
  readonly node?: string;
  readonly items: readonly PlannedItem[];
  readonly frequency: Frequency;
  readonly window?: string;
  /** How often a run that takes no time at all would find its window open. */
  readonly rhythm: Rhythm;
  readonly wanted: WantedRetention;
  readonly lockDays?: number;
  readonly catchAll: boolean;
  /** Where it is declared. */
  readonly path: string;
}

/**
 * The groups of every class, without items that its engine cannot take and copies that it cannot be told to make,
 * which are errors of the plan (`fitFindings`). Guests are copied node by node, because a node reads them one after the other and what
 * comes after it can wait for it; other items of a class are copied together.
 */
export function copyGroups(
  estate: Estate,
  items: readonly PlannedItem[],
  rhythmIn: RhythmIn = rhythms(estate),
): CopyGroup[] {
  const memberships = items.flatMap((item) => item.classes.map((name) => ({ name, item })));
  const members = groupedBy(memberships, ({ name }) => name);
  return sortedEntries(estate.classes).flatMap(([name, protection]) => {
    const fitting = (members.get(name) ?? [])
      .map(({ item }) => item)
      .filter((item) => misfitOf(estate, protection.place, item) === undefined);
    return canRun(estate, protection) ? groupsOf(estate, name, protection, fitting, rhythmIn) : [];
  });
}

function groupsOf(
  estate: Estate,
  name: string,
  protection: ProtectionClass,
  items: readonly PlannedItem[],
  rhythmIn: RhythmIn,
): CopyGroup[] {
  const place = entry(estate.places, protection.place);
  return split(estate, place, protection, items).flatMap(({ node, items: some }) => {
    const part = engines[place.engine].readsImages ? (node ?? elsewhere) : undefined;
    const backup: CopyGroup = {
      id: backupJobName(name, part),
      role: "backup",
      class: name,
      place: protection.place,
      engine: place.engine,
      node,
      items: some,
      frequency: protection.frequency,
      window: protection.window,
      rhythm: rhythmIn(protection.frequency, protection.window, 1),
      wanted: protection.retention,
      catchAll: protection.catchAll === true && node === undefined,
      path: `backup:classes.${name}`,
    };
    const { offsite } = protection;
    const isBrought =
      offsite !== undefined &&
      some.length > 0 &&
      canRun(estate, offsite) &&
      canBring(estate, protection.place, offsite.place);
    return isBrought ? [backup, offsiteGroup(estate, backup, offsite, rhythmIn)] : [backup];
  });
}

interface Part {
  readonly node?: string;
  readonly items: readonly PlannedItem[];
}

function split(
  { nodes }: Estate,
  { engine }: Place,
  { catchAll }: ProtectionClass,
  items: readonly PlannedItem[],
): Part[] {
  if (!engines[engine].readsImages) return items.length === 0 ? [] : [{ items }];
  const isKnown = ({ node = "" }: PlannedItem) => Object.hasOwn(nodes, node);
  const byNode = groupedBy(items.filter(isKnown), ({ node = "" }) => node);
  const rest = items.filter((item) => !isKnown(item));
  return [
    ...[...byNode].map(([node, some]) => ({ node, items: some })),
    // The job that catches all is there before anything is to be caught.
    ...(rest.length > 0 || catchAll ? [{ items: rest }] : []),
  ];
}

function offsiteGroup(
  estate: Estate,
  backup: CopyGroup,
  offsite: OffsiteCopy,
  rhythmIn: RhythmIn,
): CopyGroup {
  return {
    ...backup,
    id: offsiteJobName(backup.id),
    role: "offsite",
    place: offsite.place,
    from: backup.place,
    source: backup.id,
    engine: entry(estate.places, offsite.place).engine,
    node: undefined,
    frequency: offsite.frequency,
    window: offsite.window,
    rhythm: rhythmIn(offsite.frequency, offsite.window, 1),
    wanted: offsite.retention,
    lockDays: offsite.lockDays,
    catchAll: false,
    path: `${backup.path}.offsite`,
  };
}
