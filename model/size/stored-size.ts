import { type Engine, type Sizing } from "../estate";
import { type ItemSize } from "./item-size";
import { type KeptHistory } from "./kept-history";

type Volume = Pick<ItemSize, "usedGB" | "dailyChangeGB">;
type Layout = (volume: Volume, history: KeptHistory) => number;

/** Days from one full backup of a chain to the next: the lab's, and pgBackRest's usual, weekly full. */
export const fullEveryDays = 7;

/*
 * Gigabytes, before compression, that restore points take in each layout. None of it counts what two items have in
 * common, so a store that shares between items needs less.
 */

/** One full and every change since: chunks, objects of git, versions, copy-on-write snapshots. */
const changes: Layout = ({ usedGB, dailyChangeGB }, { restorePoints, spanDays }) =>
  usedGB + Math.min(dailyChangeGB * spanDays, usedGB * (restorePoints - 1));

/** A full every week, and increments between. */
const chain: Layout = ({ usedGB, dailyChangeGB }, { restorePoints, intervalDays }) => {
  const pointsOfFull = Math.max(1, Math.floor(fullEveryDays / intervalDays));
  const fulls = Math.ceil(restorePoints / pointsOfFull);
  const increment = Math.min(usedGB, dailyChangeGB * intervalDays);
  return fulls * usedGB + (restorePoints - fulls) * increment;
};

/** The same, and the write-ahead log of the whole time, assumed to be as large as what changes. */
const chainAndLog: Layout = (volume, history) =>
  chain(volume, history) + volume.dailyChangeGB * history.spanDays;

/** Each restore point on its own. */
const fulls: Layout = ({ usedGB }, { restorePoints }) => usedGB * restorePoints;

interface Storage {
  readonly layout: Layout;
  /** Whether copies are smaller than what they copy; replicas and snapshots in place are not. */
  readonly reduces: boolean;
}

/** How each engine lays out its restore points. Each is the least thrifty form that the engine documents. */
const storages: Readonly<Record<Engine, Storage>> = {
  pbs: { layout: changes, reduces: true },
  veeam: { layout: chain, reduces: true },
  iperius: { layout: fulls, reduces: true },
  pgbackrest: { layout: chainAndLog, reduces: true },
  minio: { layout: changes, reduces: false },
  git: { layout: changes, reduces: true },
  kubernetes: { layout: changes, reduces: false },
  s3: { layout: fulls, reduces: true },
};

/** Gigabytes of one full restore point of an item. */
export function restorePointGB(
  engine: Engine,
  usedGB: number,
  sizing: Pick<Sizing, "reduction">,
): number {
  return usedGB / (storages[engine].reduces ? sizing.reduction : 1);
}

/**
 * Gigabytes that all restore points of an item take. Always an estimate: what changes and how well it compresses
 * are assumed (`Sizing`), even where the size of the item was measured.
 */
export function storedGB(
  engine: Engine,
  volume: Volume,
  history: KeptHistory,
  sizing: Pick<Sizing, "reduction">,
): number {
  if (history.restorePoints === 0) return 0;
  return restorePointGB(engine, storages[engine].layout(volume, history), sizing);
}
