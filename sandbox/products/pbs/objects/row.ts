import { type Row, sortedRow } from "../command-line/output";
import { type Section } from "../config/section-config";
import { type ObjectType } from "./object-type";

/** A section as `list` and `show` give it: with its name, without what is hidden. */
export function rowOf(type: ObjectType, section: Section): Row {
  const shown = Object.entries(section.values)
    .filter(([name]) => type.properties[name]?.hidden !== true)
    .map(([name, value]) => [name, type.properties[name]?.shown?.(value) ?? value] as const);
  return sortedRow({
    ...Object.fromEntries(shown),
    ...type.derived?.(section),
    [type.idName]: section.id,
  });
}
