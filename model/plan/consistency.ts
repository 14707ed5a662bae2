import { judged, type JudgedConsistency } from "../consistency";
import { engines } from "../engines/engines";
import { type Engine, type Estate } from "../estate";
import { databasesInside } from "./guest-databases";
import { type PlannedItem } from "./plan";

/**
 * How consistent a copy is.
 *
 * @param engine - the one that reads the item itself: a copy of a copy is as consistent as what it was made from
 */
export type ConsistencyOf = (
  engine: Engine,
  item: Pick<PlannedItem, "kind" | "name">,
) => JudgedConsistency;

/** How consistent the copies are that the engines make of the items of an estate. */
export function consistencyIn(estate: Estate): ConsistencyOf {
  const facts = { ...estate, inside: databasesInside(estate) };
  return (engine, { kind, name }) => {
    const { consistency, product } = engines[engine];
    return (
      consistency[kind]?.(facts, name) ??
      judged("unknown", `what ${product} makes of a ${kind} is not known`)
    );
  };
}
