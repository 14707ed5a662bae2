import { type ItemSize } from "./item-size";
import { type KeptHistory } from "./kept-history";

export type Volume = Pick<ItemSize, "usedGB" | "dailyChangeGB">;

/**
 * Gigabytes, before compression, that restore points take in a layout. None of it counts what two items have in
 * common, so a store that shares between items needs less.
 */
export type Layout = (volume: Volume, history: KeptHistory) => number;

/** Days from one full backup of a chain to the next: the lab's, and pgBackRest's usual, weekly full. */
export const fullEveryDays = 7;

/** One full and every change since: chunks, objects of git, versions, copy-on-write snapshots. */
export const changes: Layout = ({ usedGB, dailyChangeGB }, { restorePoints, spanDays }) =>
  usedGB + Math.min(dailyChangeGB * spanDays, usedGB * (restorePoints - 1));

/** A full every week, and increments between. */
export const chain: Layout = ({ usedGB, dailyChangeGB }, { restorePoints, intervalDays }) => {
  const pointsOfFull = Math.max(1, Math.floor(fullEveryDays / intervalDays));
  const fulls = Math.ceil(restorePoints / pointsOfFull);
  const increment = Math.min(usedGB, dailyChangeGB * intervalDays);
  return fulls * usedGB + (restorePoints - fulls) * increment;
};

/** The same, and the write-ahead log of the whole time, assumed to be as large as what changes. */
export const chainAndLog: Layout = (volume, history) =>
  chain(volume, history) + volume.dailyChangeGB * history.spanDays;

/** Each restore point on its own. */
export const fulls: Layout = ({ usedGB }, { restorePoints }) => usedGB * restorePoints;

/** A layout whose copies stay for as long again once they have expired, because their bucket keeps what is deleted. */
export const keptAgain =
  (layout: Layout): Layout =>
  (volume, { restorePoints, spanDays, ...history }) =>
    layout(volume, { ...history, restorePoints: 2 * restorePoints, spanDays: 2 * spanDays });
