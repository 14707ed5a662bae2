import { groupedBy } from "../../model/grouping";
import {
  type ItemCoverage,
  type Objective,
  type Plan,
  type PlannedItem,
} from "../../model/plan/plan";
import { hoursText } from "../../model/time/transfer";
import { gigabytes, marked } from "../plan/figures";
import { byStatus } from "../plan/status";
import { meanings } from "../plan/verdict";
import { type Markup, markup, type Part } from "./markup";
import { type PageSection } from "./page";
import { tableOf } from "./table";
import { type Tone } from "./verdict-part";

/** How every item is covered, the worst first. @param before - what it is compared with */
export function coverageSection(
  { coverage, items, objectives }: Plan,
  before?: Pick<Plan, "coverage">,
): PageSection {
  const was = before && new Map(before.coverage.map((one) => [one.item, one]));
  const itemOf = new Map(items.map((item) => [item.name, item]));
  const promisesOf = groupedBy(objectives, ({ item, kind }) => `${item}\n${kind}`);
  const best = (item: string, kind: Objective["kind"]) =>
    promiseCell(promisesOf.get(`${item}\n${kind}`) ?? []);
  const worstFirst = [...coverage].sort((a, b) => byStatus(a.status, b.status));
  const table = tableOf({
    caption: `All ${coverage.length} items, the worst first`,
    columns: [
      ...[{ title: "Item" }, { title: "Status" }, ...(was ? [{ title: "Before" }] : [])],
      ...[{ title: "3-2-1-1-0" }, { title: "Classes" }],
      { title: "Used GB", number: true },
      ...[{ title: "Loses at most" }, { title: "Back within" }, { title: "Site gone: loses" }],
    ],
    rows: worstFirst.map((one) => [
      ...[one.item, statusWords(one), ...(was ? [statusBefore(one, was.get(one.item))] : [])],
      ...[ruleFigures(one), one.classes.join(", ")],
      sizeOf(itemOf.get(one.item)),
      ...(["rpo", "rto", "site-rpo"] as const).map((kind) => best(one.item, kind)),
    ]),
  });
  return {
    id: "coverage",
    title: "Coverage of every item",
    body: markup`${table}
<p class="muted">${statusMeanings(coverage)} 3-2-1-1-0: copies, media, offsite, locked or offline, unverified. Times are those of the best copy; ~ is an estimate.</p>`,
  };
}

const tones: Readonly<Record<ItemCoverage["status"], readonly [sign: string, tone: Tone]>> = {
  protected: ["✓", "good"],
  exempt: ["–", "note"],
  unprotected: ["✗", "error"],
  planned: ["✗", "error"],
  closed: ["!", "warning"],
  overfull: ["!", "warning"],
  unproven: ["!", "warning"],
};

/** A status with a sign before it, so that its colour tells nothing that it does not. */
function statusWords({ status, exemption }: ItemCoverage): Markup {
  const [sign, tone] = tones[status];
  const until = exemption === undefined || status !== "exempt" ? "" : ` until ${exemption.expires}`;
  return markup`<span class="word-${tone} together">${sign} ${status}${until}</span>`;
}

function statusBefore(now: ItemCoverage, was: ItemCoverage | undefined): Part {
  if (was === undefined) return "not declared";
  return was.status === now.status ? "the same" : statusWords(was);
}

/** What the statuses that occur mean. */
function statusMeanings(coverage: Plan["coverage"]): string {
  const used = [...new Set(coverage.map(({ status }) => status))].sort(byStatus);
  return used.map((status) => `${status}: ${meanings[status]}.`).join(" ");
}

/** `1-1-0-0-0`, and whether that is enough. */
export function ruleFigures({ rule }: Pick<ItemCoverage, "rule">): string {
  const { copies, media, offsite, immutable, unverified, met } = rule;
  return `${[copies, media, offsite, immutable, unverified].join("-")}${met ? " met" : ""}`;
}

function sizeOf(item: PlannedItem | undefined): string {
  return item === undefined ? "" : marked(gigabytes(item.usedGB), !item.measured);
}

const outcomes = [
  { met: true, words: "kept" },
  { met: false, words: "missed" },
  { met: null, words: "uncertain" },
];

/** The soonest of some promises, and whether it is kept. */
function promiseCell(promises: readonly Objective[]): Part {
  const [best] = [...promises].sort((a, b) => a.hours - b.hours);
  if (best === undefined) return "";
  const words = outcomes.find(({ met }) => met === best.met)?.words ?? "";
  const wanted = best.wantedHours === undefined ? "" : ` of ${best.wantedHours} h`;
  const hours = marked(hoursText(best.hours), best.estimated);
  return markup`<span class="together">${hours}${wanted}</span><br><span class="muted">${words}</span>`;
}
