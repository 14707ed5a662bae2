import { canonicalJson } from "../../model/canonical-json";
import { type WantedRetention } from "../../model/estate";
import { groupedBy } from "../../model/grouping";
import { counted } from "../../model/plan/name-list";
import { type Maker, type PlannedCopy, type Retention } from "../../model/plan/plan";
import { days, gigabytes } from "./figures";
import { byStanding } from "./status";
import { type Row, table } from "../support/table";
import { indented } from "../support/page";

/** Copies that are alike in one row: what was wanted, what is set and why, and what that guarantees. */
export function copyTable(copies: readonly PlannedCopy[]): string[] {
  const alike = groupedBy(copies, ({ class: name, place, retention, lockDays, maker, ...copy }) =>
    [
      name,
      place,
      canonicalJson(retention),
      lockDays,
      maker,
      copy.standing,
      copy.consistencyReason,
    ].join("\n"),
  );
  const rows = table(
    [
      { title: "class" },
      { title: "stands" },
      { title: "place" },
      { title: "runs", mayGoBelow: true },
      { title: "items", align: "right" },
      { title: "keeps", align: "right" },
      { title: "back to", align: "right", mayGoBelow: true },
      { title: "points", align: "right", mayGoBelow: true },
      { title: "GB", align: "right" },
    ],
    [...alike.values()].sort(([a], [b]) => byStanding(a.standing, b.standing)).map(row),
  );
  return rows.length === 1 ? rows : [...rows, ...indented(promises, "  ")];
}

const promises =
  "It keeps whatever is younger from the first backup on. It goes back so far once the history is as long as " +
  "promised; before that, nothing is promised of the oldest copy.";

function row(copies: readonly [PlannedCopy, ...PlannedCopy[]]): Row {
  const [first] = copies;
  const { retention, place } = first;
  return {
    cells: [
      first.class,
      first.standing,
      place,
      runs(copies),
      String(copies.length),
      retention.proven ? days(retention.keepsAtLeastDays) : "unproven",
      retention.proven ? days(retention.oldestAtLeastDays) : "unproven",
      String(first.restorePoints),
      `~${gigabytes(copies.reduce((sum, { storedGB }) => sum + storedGB, 0))}`,
    ],
    below: [
      guarantees(first),
      `consistency ${first.consistency}: ${first.consistencyReason}`,
      `wanted ${wantedText(retention.wanted)}`,
      `set ${settingsText(retention.settings)}: ${retention.reason}`,
      historyText(retention),
    ],
  };
}

/** Jobs of several nodes run at times of their own. */
function runs(copies: readonly PlannedCopy[]): string {
  const schedules = [...new Set(copies.map(({ schedule }) => schedule))];
  return schedules.length === 1 ? (schedules[0] ?? "") : `${schedules.length} times`;
}

const made: Readonly<Record<Maker, string>> = {
  stack: "made by this stack",
  operator: "made by an operator",
  nobody: "made by NOBODY yet",
};

function guarantees({ encryption, verified, offsite, lockDays, maker }: PlannedCopy): string {
  return [
    encryption === "none" ? "NOT encrypted" : encryption,
    verified ? "verified" : "NOT verified",
    ...(offsite ? ["offsite"] : []),
    ...(lockDays !== undefined ? [`locked ${lockDays} d`] : []),
    made[maker],
  ].join(", ");
}

/** What it keeps holds from the first backup on, how far it goes back does not. */
function historyText({ steadyAfterDays }: Retention): string {
  return steadyAfterDays === null
    ? "nothing is promised of its history"
    : `after ${counted(steadyAfterDays, "day")} the history is as long as promised`;
}

function wantedText({ days: least, ...counts }: WantedRetention): string {
  const parts = Object.entries(counts).map(([period, count]) => `${period} ${count}`);
  return [...parts, `${least} days`].join(", ");
}

function settingsText(settings: PlannedCopy["retention"]["settings"]): string {
  if (settings === undefined) return "nothing";
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}
