import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { counted, nameList } from "./name-list";
import { type PlannedItem } from "./plan";

/** Which figures of a plan rest on what nobody measured. */
export function assumptions(estate: Estate, items: readonly PlannedItem[]): Finding[] {
  return [...assumedSizes(estate, items), ...assumedLinks(estate)];
}

function assumedSizes({ sizing }: Estate, items: readonly PlannedItem[]): Finding[] {
  const assumed = items.filter(({ measured }) => !measured).map(({ name }) => name);
  if (assumed.length === 0) return [];
  const { usedShare, dailyChangeShare, reduction } = sizing;
  return [
    {
      severity: "note",
      path: "backup:sizing",
      message:
        `the sizes of ${counted(assumed.length, "item")} of ${items.length} are estimated as ${percent(usedShare)} of what is declared: ${nameList(assumed)}. ` +
        `Of every item ${percent(dailyChangeShare)} is taken to change in a day, and a copy to be ${reduction} times smaller`,
      fix: "measure what is in use and declare it as usedGB",
    },
  ];
}

function assumedLinks({ links, places }: Estate): Finding[] {
  return Object.keys(links)
    .sort()
    .filter((name) => !links[name]?.measured)
    .map((name) => {
      const users = Object.keys(places).filter((place) => places[place]?.link === name);
      return {
        severity: "note",
        path: `backup:links.${name}.measured`,
        message: `nobody measured this link, so times of copies over it are estimates: ${nameList(users) || "no place uses it"}`,
        fix: "measure its speed both ways, write it down, and set measured to true",
      };
    });
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
