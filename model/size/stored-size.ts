import { engines } from "../engines/engines";
import { type Engine, type Sizing } from "../estate";
import { type KeptHistory } from "./kept-history";
import { type Volume } from "./layout";

/** Gigabytes of one full restore point of an item. */
export function restorePointGB(
  engine: Engine,
  usedGB: number,
  sizing: Pick<Sizing, "reduction">,
): number {
  return usedGB / (engines[engine].storage.reduces ? sizing.reduction : 1);
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
  return restorePointGB(engine, engines[engine].storage.layout(volume, history), sizing);
}
