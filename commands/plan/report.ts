import { groupedBy } from "../../model/grouping";
import { type ItemCoverage, type Plan } from "../../model/plan/plan";
import { capacityTable } from "./capacity-table";
import { copyTable } from "./copy-table";
import { costTable } from "./cost-table";
import { countFindings, findingList, type Paint } from "./finding-list";
import { itemTable } from "./item-table";
import { jobTable } from "./job-table";
import { objectiveTable } from "./objective-table";
import { type Section } from "./section";
import { siteLossText } from "./site-loss";
import { unmadeSections } from "./unmade";
import { weekPicture } from "./week";

/** A plan for people: tables, a picture of the week, and findings with what to do. */
export function report(plan: Plan, timezone: string, paint: Paint): string {
  const sections: readonly Section[] = [
    { title: `Items (${plan.items.length}); ~ is an estimate`, lines: itemTable(plan) },
    { title: `Jobs (${plan.jobs.length})`, lines: jobTable(plan.jobs) },
    { title: "The week", lines: weekPicture(plan.jobs, timezone) },
    { title: `Copies (${plan.copies.length})`, lines: copyTable(plan.copies) },
    { title: "Objectives", lines: [...objectiveTable(plan), ...siteLossText(plan.siteLoss)] },
    { title: "Capacity", lines: capacityTable(plan.capacity) },
    { title: "Cost of the copies in S3", lines: costTable(plan.cost) },
    ...unmadeSections(plan.instructions),
  ];
  return [
    ...sections.flatMap(({ title, lines }) => [title, ...lines, ""]),
    `${statusCounts(plan.coverage)}; ${countFindings(plan.findings)}`,
    ...findingList(plan.findings, paint),
  ].join("\n");
}

function statusCounts(coverage: readonly ItemCoverage[]): string {
  const groups = groupedBy(coverage, ({ status }) => status);
  return [...groups].map(([status, items]) => `${items.length} ${status}`).join(", ");
}
