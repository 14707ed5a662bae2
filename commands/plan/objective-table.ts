import { groupedBy } from "../../model/grouping";
import { type Objective, type Plan, type Standing } from "../../model/plan/plan";
import { hoursText } from "../../model/time/transfer";
import { marked } from "./figures";
import { type Row, table } from "../support/table";

const names = {
  rpo: "RPO",
  rto: "RTO",
  "site-rpo": "site RPO",
  "site-rto": "site RTO",
} as const;

/** What each class promises, and the worst that one of its items gets of those whose copies stand alike. */
export function objectiveTable({
  objectives,
  copies,
}: Pick<Plan, "objectives" | "copies">): string[] {
  const standings = new Map(copies.map((copy) => [keyOf(copy), copy.standing]));
  // What is kept must not speak for what is not.
  const alike = groupedBy(objectives, (objective) =>
    [objective.class, objective.kind, objective.place, standings.get(keyOf(objective))].join("\n"),
  );
  return table(
    [
      { title: "class" },
      { title: "promise" },
      { title: "from", mayGoBelow: true },
      { title: "wanted", align: "right" },
      { title: "worst", align: "right" },
      { title: "met" },
      { title: "worst item", mayGoBelow: true },
    ],
    [...alike.values()].map((own) => row(own, standings)).sort((a, b) => rankOf(a) - rankOf(b)),
  );
}

/** The worst first: what is too late, then what is not to be relied on, then what nobody demands, then what is kept. */
function rankOf({ cells }: Row): number {
  const verdicts = ["NO", undefined, "", "yes"];
  const at = verdicts.indexOf(cells[verdictColumn]);
  return at < 0 ? verdicts.indexOf(undefined) : at;
}

const verdictColumn = 5;

type Standings = ReadonlyMap<string, Standing>;

function keyOf({ item, class: name, place }: Pick<Objective, "item" | "class" | "place">): string {
  return [item, name, place].join("\n");
}

function row(objectives: readonly [Objective, ...Objective[]], standings: Standings): Row {
  const worst = objectives.reduce((a, b) => (b.hours > a.hours ? b : a));
  const others = objectives.length === 1 ? "" : ` of ${objectives.length}`;
  return {
    cells: [
      worst.class,
      names[worst.kind],
      worst.place,
      worst.wantedHours === undefined ? "" : `${worst.wantedHours} h`,
      (worst.atBest ? "at best " : "") + marked(hoursText(worst.hours), worst.estimated),
      verdict(worst, standings.get(keyOf(worst))),
      worst.item + others,
    ],
    below: [worst.reason],
  };
}

/** Of a copy that does not come about, has no room or may be held back it says so, unless it would be too late all the same. */
function verdict({ wantedHours = Infinity, hours, met }: Objective, standing?: Standing): string {
  if (hours > wantedHours) return "NO";
  if (met === null) return standing === "kept" ? "unproven" : (standing ?? "no time");
  return wantedHours === Infinity ? "" : "yes";
}
