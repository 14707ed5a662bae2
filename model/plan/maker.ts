import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { entry } from "../record";
import { type CopyGroup } from "./copy-group";
import { type Maker } from "./plan";

/** Who makes the copies of a group. */
export function makerOf(
  { places }: Pick<Estate, "places">,
  { engine, from }: Pick<CopyGroup, "engine" | "from">,
): Maker {
  if (from === undefined) return engines[engine].maker;
  return engines[engine].takesFrom[entry(places, from).engine] ?? "nobody";
}
