import { groupedBy } from "../../model/grouping";
import { type Objective, type Plan } from "../../model/plan/plan";
import { hoursText } from "../../model/time/transfer";
import { marked } from "./figures";
import { type Row, table } from "./table";
import { indented } from "./text";

const names = {
  rpo: "RPO",
  rto: "RTO",
  "site-rpo": "site RPO",
  "site-rto": "site RTO",
} as const;

/** What each class promises, and the worst that one of its items gets. */
export function objectiveTable({
  objectives,
  copies,
}: Pick<Plan, "objectives" | "copies">): string[] {
  const planned = new Set(
    copies.filter(({ maker }) => maker === "nobody").map((copy) => `${copy.class} ${copy.place}`),
  );
  const alike = groupedBy(objectives, ({ class: name, kind, place }) =>
    [name, kind, place].join("\n"),
  );
  return table(
    [
      { title: "class" },
      { title: "promise" },
      { title: "from" },
      { title: "wanted", align: "right" },
      { title: "worst", align: "right" },
      { title: "met" },
      { title: "worst item" },
    ],
    [...alike.values()].map((own) => row(own, planned)),
  );
}

function row(objectives: readonly [Objective, ...Objective[]], planned: ReadonlySet<string>): Row {
  const worst = objectives.reduce((a, b) => (b.hours > a.hours ? b : a));
  const others = objectives.length === 1 ? "" : ` of ${objectives.length}`;
  return {
    cells: [
      worst.class,
      names[worst.kind],
      worst.place,
      worst.wantedHours === undefined ? "" : `${worst.wantedHours} h`,
      (worst.atBest ? "at best " : "") + marked(hoursText(worst.hours), worst.estimated),
      verdict(worst, planned.has(`${worst.class} ${worst.place}`)),
      worst.item + others,
    ],
    below: indented(worst.reason, "      "),
  };
}

/** A copy that nobody makes yet keeps no promise, however quick it would be. */
function verdict({ wantedHours, met }: Objective, planned: boolean): string {
  if (!met) return "NO";
  if (planned) return "planned";
  return wantedHours === undefined ? "" : "yes";
}
