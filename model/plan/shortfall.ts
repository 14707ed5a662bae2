import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { hoursText } from "../time/transfer";
import { counted, nameList } from "./name-list";
import { type Objective } from "./plan";

interface Words {
  readonly field: string;
  readonly promise: string;
  readonly fix: (enough: number) => string;
}

const words: Readonly<Record<Exclude<Objective["kind"], "site-rto">, Words>> = {
  rpo: {
    field: "rpoHours",
    promise: "may lose more recent work than promised",
    fix: (enough) => `back up more often or at more nodes at a time, or promise ${enough} h`,
  },
  rto: {
    field: "rtoHours",
    promise: "cannot be restored in the time promised",
    fix: (enough) => `keep the copy where it can be read faster, or promise ${enough} h`,
  },
  "site-rpo": {
    field: "offsite.rpoHours",
    promise: "may lose more recent work with the lab than promised",
    fix: (enough) => `bring copies offsite more often, back up more often, or promise ${enough} h`,
  },
};

/** One error for each promise of a class that is too short for some of its items; the longest of them is told. */
export function shortfalls(objectives: readonly Objective[]): Finding[] {
  const unmet = objectives.filter(
    ({ hours, wantedHours }) => wantedHours !== undefined && hours > wantedHours,
  );
  return [...groupedBy(unmet, (objective) => `${objective.class} ${objective.kind}`).values()].map(
    shortfall,
  );
}

function shortfall(unmet: readonly [Objective, ...Objective[]]): Finding {
  const worst = unmet.reduce((a, b) => (b.hours > a.hours ? b : a));
  const { field, promise, fix } = words[worst.kind as keyof typeof words];
  const names = nameList(unmet.map(({ item }) => item));
  const measure = unmet.some(({ estimated }) => estimated)
    ? "; a size or speed in it is an assumption, so measure it first"
    : "";
  return {
    severity: "error",
    path: `backup:classes.${worst.class}.${field}`,
    message: `${counted(unmet.length, "item")} ${promise}: ${names}`,
    got: `${hoursText(worst.hours)}${worst.atBest ? " at best" : ""} for ${worst.item}: ${worst.reason}`,
    allowed: `at most ${worst.wantedHours} h`,
    fix: `${fix(Math.ceil(worst.hours))}${measure}`,
  };
}
