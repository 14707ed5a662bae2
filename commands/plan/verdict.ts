import { styleText } from "node:util";
import { shortReasons, ruleFix } from "../../model/plan/coverage-findings";
import { groupedBy } from "../../model/grouping";
import { counted } from "../../model/plan/name-list";
import {
  type ItemCoverage,
  type Maker,
  type Objective,
  type Plan,
  type PlannedCopy,
  type Standing,
} from "../../model/plan/plan";
import { table } from "../support/table";
import { indented } from "../support/page";
import { countFindings, type Paint } from "./finding-list";
import { sortedNames } from "./names";
import { byStatus } from "./status";

type Status = ItemCoverage["status"];

/** The verdict in a few lines. */
export function headlineOf(plan: Plan, paint: Paint, indent: string): string[] {
  const { severity, lines } = headline(plan);
  return lines.flatMap((line) => indented(line, indent)).map((line) => paint(severity, line));
}

/** What a plan comes to for somebody who has to answer for it. */
export function verdict(plan: Plan, paint: Paint): string[] {
  return [
    ...headlineOf(plan, paint, "  "),
    ...section("Protected, and not", protectionTable(plan)),
    ...section("With the whole site gone", siteTable(plan)),
    ...section("What is promised, and by whom", promiseTable(plan)),
    ...section("What to do first", numbered(firstSteps(plan))),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `  ${styleText("bold", title)}`, ...lines];
}

/** The verdict in a sentence or two, and how bad that is. */
export function headline({ coverage, findings }: Plan) {
  const kept = coverage.filter(({ status }) => status === "protected");
  const open = coverage.filter(({ status }) => status !== "protected" && status !== "exempt");
  const exempt = coverage.length - kept.length - open.length;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const whole = kept.filter(({ rule }) => rule.met).length;
  const sentences = [
    ...(errors === 0 ? [] : [`REFUSED for ${counted(errors, "error")}: nothing of it is applied.`]),
    coverage.length === 0
      ? "Nothing is declared that could be protected."
      : `${kept.length} of ${counted(coverage.length, "item")} ${are(kept.length)} protected, ` +
        `${whole || "none"} of them as 3-2-1-1-0 demands.`,
    ...(open.length === 0 ? [] : [`${open.length} ${are(open.length)} NOT protected.`]),
    ...(exempt === 0 ? [] : [`${exempt} ${are(exempt)} exempt for a time.`]),
  ];
  const sound = coverage.length > 0 && open.length === 0 && whole === kept.length;
  const severity = errors > 0 || open.length > 0 ? "error" : sound ? "good" : "warning";
  const counts = `Findings: ${countFindings(findings)}`;
  return { severity, lines: [sentences.join(" "), counts] } as const;
}

const are = (count: number) => (count === 1 ? "is" : "are");

/** How an item stands, in a few words. */
export const meanings: Readonly<Record<Status, string>> = {
  protected: "a copy is kept",
  exempt: "exempt for a time",
  unprotected: "no class makes a copy of them",
  planned: shortReasons.planned.because,
  closed: shortReasons.closed.because,
  overfull: shortReasons.overfull.because,
  unproven: shortReasons.unproven.because,
};

function protectionTable({ coverage }: Plan): string[] {
  const groups = [...groupedBy(coverage, ({ status }) => status).values()].sort(([a], [b]) =>
    byStatus(a.status, b.status),
  );
  return table(
    [{ title: "status" }, { title: "items", align: "right" }, { title: "because" }],
    [
      ...groups.map((group) => ({
        cells: [group[0].status, String(group.length), meanings[group[0].status]],
        below: [sortedNames(group.map(({ item }) => item))],
      })),
      { cells: ["all", String(coverage.length), ""] },
    ],
  );
}

/** What is known of an item whose lab is gone: the best of its copies offsite decides. */
function siteTable({ coverage, copies, siteLoss }: Plan): string[] {
  if (coverage.length === 0) return [];
  const kept = new Set(
    copies
      .filter(({ offsite, standing }) => offsite && standing === "kept")
      .map((copy) => copy.item),
  );
  const fates = { lost: siteLoss.lost, doubtful: siteLoss.doubtful, "come back": [...kept] };
  const known = new Set(Object.values(fates).flat());
  const exempt = coverage.filter(({ item }) => !known.has(item)).map(({ item }) => item);
  const because: Readonly<Record<string, string>> = {
    lost: "nobody brings a copy of them offsite",
    doubtful: "their copies offsite cannot be relied on",
    "come back": "a copy offsite is kept",
    exempt: "exempt, and without a copy offsite",
  };
  const rows = Object.entries({ ...fates, exempt }).filter(([, items]) => items.length > 0);
  return table(
    [{ title: "then" }, { title: "items", align: "right" }, { title: "because" }],
    [
      ...rows.map(([fate, items]) => ({
        cells: [fate, String(items.length), because[fate] ?? ""],
      })),
      { cells: ["all", String(coverage.length), ""] },
    ],
  );
}

const makers: Readonly<Record<Maker, string>> = {
  stack: "this stack",
  operator: "an operator",
  nobody: "nobody yet",
};

/** Copies and what is demanded of their times, by who makes them; every row and column adds up. */
function promiseTable({ copies, objectives }: Plan): string[] {
  const makerOf = new Map(copies.map((copy) => [keyOf(copy), copy.maker]));
  const demanded = objectives.filter(({ wantedHours }) => wantedHours !== undefined);
  const rows = (Object.keys(makers) as Maker[]).map((maker) => ({
    maker: makers[maker],
    copies: copies.filter((copy) => copy.maker === maker),
    promises: demanded.filter((one) => makerOf.get(keyOf(one)) === maker),
  }));
  const right = (title: string) => ({ title, align: "right" }) as const;
  return table(
    [
      { title: "made by" },
      ...["copies", "kept", "not kept", "RPO and RTO", "kept", "missed", "uncertain"].map(right),
    ],
    [...rows, { maker: "all", copies, promises: demanded }].map((row) => ({
      cells: [row.maker, ...copyCounts(row.copies), ...promiseCounts(row.promises)],
    })),
  );
}

function keyOf({ item, class: name, place }: Pick<Objective, "item" | "class" | "place">): string {
  return [item, name, place].join("\n");
}

function copyCounts(copies: readonly PlannedCopy[]): string[] {
  const kept = copies.filter(({ standing }) => standing === "kept").length;
  return [copies.length, kept, copies.length - kept].map(String);
}

function promiseCounts(promises: readonly Objective[]): string[] {
  const count = (met: boolean | null) => promises.filter((one) => one.met === met).length;
  return [promises.length, count(true), count(false), count(null)].map(String);
}

function numbered(steps: readonly string[]): string[] {
  return steps.flatMap((step, index) => indented(step, `  ${index + 1}. `));
}

/** Steps that are named: more would be no priorities. */
const mostSteps = 5;

/** What helps most items, after what keeps everything from being applied, a sentence each. */
export function firstSteps({ coverage, findings }: Plan): string[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const short = groupedBy(coverage, ({ status, rule }) =>
    status === "protected" && !rule.met ? "rule" : status,
  );
  const steps = [...short]
    .flatMap(([status, items]) => {
      const fix = fixes[status];
      return fix === undefined
        ? []
        : [
            {
              fix,
              items,
              what: `${items[0].status}${status === "rule" ? " but short of 3-2-1-1-0" : ""}`,
            },
          ];
    })
    .sort((a, b) => b.items.length - a.items.length)
    .map(({ fix, items, what }) => `${what}, ${counted(items.length, "item")}: ${fix}`);
  const mend = first === undefined ? [] : [`mend ${first.path}: ${first.message}; ${first.fix}`];
  const others =
    errors.length < 2 ? [] : [`mend the other ${counted(errors.length - 1, "error")}, below`];
  return [...mend, ...others, ...steps].slice(0, mostSteps);
}

/** What helps, by how items stand; what is not in it needs no help. */
const fixes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (Object.keys(shortReasons) as Exclude<Standing, "kept">[]).map((standing) => [
      standing,
      shortReasons[standing].fix,
    ]),
  ),
  unprotected:
    "give each of them a class that has time for it, or exempt it with a reason and a day of expiry",
  rule: ruleFix,
};
