import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { counted, nameList } from "./name-list";
import { type PlannedCopy } from "./plan";

/** Copies that are declared and that nobody makes yet: one warning for each class and place. */
export function plannedFindings(copies: readonly PlannedCopy[]): Finding[] {
  const planned = copies.filter(({ maker }) => maker === "nobody");
  const alike = groupedBy(planned, ({ class: name, place }) => `${name} ${place}`);
  return [...alike.values()].map((own) => {
    const [{ class: name, place, offsite }] = own;
    const items = [...new Set(own.map(({ item }) => item))];
    return {
      severity: "warning",
      path: `backup:classes.${name}.${offsite ? "offsite.place" : "place"}`,
      message: `the copies of ${counted(items.length, "item")} in ${place} are planned and nobody makes them yet: ${nameList(items)}`,
      fix: "make the copies by hand until the stack does; until then what the plan says of them is no promise",
    };
  });
}
