import { type Plan } from "../../model/plan/plan";
import { counted } from "../../model/plan/name-list";
import { countFindings } from "../plan/finding-list";
import { type PlannedFile } from "../plan/planned-file";
import { firstSteps, headline } from "../plan/verdict";
import { amountOf, monthlyOf } from "./cost-chart";
import { costSection } from "./cost-section";
import { coverageSection } from "./coverage-section";
import { findingsSection } from "./findings-section";
import { type Markup, markup } from "./markup";
import { pageText, type PageSection } from "./page";
import { retentionSection } from "./retention-section";
import { type Tile, verdictPart } from "./verdict-part";
import { weekOf } from "./week-chart";
import { weekSection } from "./week-section";

/** A stack's file, what it guarantees, and when somebody asked. */
export interface PlanPageContent extends PlannedFile {
  /** Of the file. */
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly today: string;
}

const madeBy = "npm run plan -- --html FILE";

/** What a stack's file guarantees, as a page. */
export async function planPage({ name, today, plan, estate }: PlanPageContent): Promise<string> {
  const below = `Seen on ${today}${estate === undefined ? "" : `, ${estate.site.domain}`}`;
  const page = { title: `What ${name} guarantees`, below, madeBy };
  if (estate === undefined) return pageText({ ...page, ...refusedParts(plan) });
  const { severity, lines } = headline(plan);
  return pageText({
    ...page,
    verdict: verdictPart(severity, lines[0] ?? "", undefined, tilesOf(plan)),
    sections: [
      ...stepsSection(plan),
      await weekSection(weekOf(plan, estate)),
      await retentionSection(plan.copies),
      coverageSection(plan),
      await costSection(plan.cost),
      findingsSection(plan.findings),
    ],
  });
}

function refusedParts({ findings }: Plan): {
  readonly verdict: Markup;
  readonly sections: readonly PageSection[];
} {
  const sentence = `Nothing was planned: ${countFindings(findings)}`;
  return {
    verdict: verdictPart("error", sentence, undefined, []),
    sections: [findingsSection(findings)],
  };
}

function stepsSection(plan: Plan): PageSection[] {
  const steps = firstSteps(plan);
  if (steps.length === 0) return [];
  const body = markup`<ol>
    ${steps.map((step) => markup`<li>${step}</li>`)}
  </ol>`;
  return [{ id: "first", title: "What to do first", body }];
}

/** The figures that somebody asks for first. */
export function tilesOf({ coverage, siteLoss, cost, findings }: Plan): Tile[] {
  const kept = coverage.filter(({ status }) => status === "protected");
  const whole = kept.filter(({ rule }) => rule.met).length;
  const { lost, doubtful } = siteLoss;
  return [
    { figure: `${kept.length} of ${coverage.length}`, words: "items are protected" },
    { figure: String(whole), words: "of them as 3-2-1-1-0 demands" },
    {
      figure: `${lost.length} lost`,
      words: `with the whole site, ${counted(doubtful.length, "item")} more in doubt`,
    },
    { figure: `${amountOf(monthlyOf(cost))} ${cost.currency}`, words: "a month for the vault" },
    {
      figure: String(findings.filter(({ severity }) => severity !== "note").length),
      words: "errors and warnings",
    },
  ];
}
