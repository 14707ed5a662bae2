import { type Misfit } from "../engines/engine";
import { engines } from "../engines/engines";
import { type Estate, type OffsiteCopy, type ProtectionClass } from "../estate";
import { entry } from "../record";
import { type PlannedItem } from "./plan";

/** Why the engine of a place cannot back up an item; `undefined` if it can. */
export function misfitOf(estate: Estate, place: string, item: PlannedItem): Misfit | undefined {
  const target = entry(estate.places, place);
  const { takes } = engines[target.engine];
  const demand = takes[item.kind];
  if (demand) return demand(estate, item.name, target);
  return {
    got: `a ${kindNames[item.kind]}`,
    allowed:
      Object.keys(takes)
        .map((kind) => `a ${kindNames[kind as PlannedItem["kind"]]}`)
        .join(", ") || "only copies that another engine has made",
  };
}

/** Kinds of items, for people. */
export const kindNames: Readonly<Record<PlannedItem["kind"], string>> = {
  guest: "guest",
  fileServer: "file server",
  database: "database",
  bucket: "bucket",
  repository: "repository",
  claim: "claim",
  driveSet: "set of drives",
};

/** Whether the engine of its place can run the jobs of a class, or of its copy offsite, so often. */
export function canRun(
  { places }: Estate,
  { place, frequency }: ProtectionClass | OffsiteCopy,
): boolean {
  return engines[entry(places, place).engine].frequencies.includes(frequency);
}

/** Whether there is any way from one place to the other. */
export function canBring({ places }: Estate, from: string, to: string): boolean {
  const { takesFrom } = engines[entry(places, to).engine];
  return takesFrom[entry(places, from).engine] !== undefined;
}
