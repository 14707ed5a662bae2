import { type Row, sortedRow } from "../command-line/output";
import { type Section } from "../config/section-config";
import { type ObjectType } from "./object-type";

/** A section as `list` and `show` give it: with its name, without what is hidden. */
export function rowOf(type: ObjectType, { id, values }: Section): Row {
  const shown = Object.entries(values).filter(([name]) => type.properties[name]?.hidden !== true);
  return sortedRow({ ...Object.fromEntries(shown), [type.idName]: id });
}
