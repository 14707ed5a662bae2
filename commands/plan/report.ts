import { styleText } from "node:util";
import { type Plan } from "../../model/plan/plan";
import { capacityTable } from "./capacity-table";
import { copyTable } from "./copy-table";
import { costTable } from "./cost-table";
import { findingList, type Paint } from "./finding-list";
import { itemTable } from "./item-table";
import { jobTable } from "./job-table";
import { objectiveTable } from "./objective-table";
import { type Section } from "./section";
import { siteLossText } from "./site-loss";
import { unmadeSections } from "./unmade";
import { headlineOf, verdict } from "./verdict";
import { weekPicture } from "./week";

/** A plan for people: what it comes to, tables, a picture of the week, and findings with what to do. */
export function report(plan: Plan, timezone: string, paint: Paint): string {
  const sections: readonly Section[] = [
    {
      title: `Items (${plan.items.length}); ~ is an estimate, watched is not backed up`,
      lines: itemTable(plan),
    },
    { title: `Jobs (${plan.jobs.length})`, lines: jobTable(plan.jobs) },
    { title: "The week", lines: weekPicture(plan.jobs, timezone) },
    { title: `Copies (${plan.copies.length})`, lines: copyTable(plan.copies) },
    { title: "Objectives", lines: [...objectiveTable(plan), ...siteLossText(plan.siteLoss)] },
    { title: "Capacity", lines: capacityTable(plan.capacity) },
    { title: "Cost of the copies in S3", lines: costTable(plan.cost) },
    ...unmadeSections(plan.instructions),
  ];
  return [
    ...verdict(plan, paint),
    "",
    ...sections.flatMap(({ title, lines }) => [styleText("bold", title), ...lines, ""]),
    ...findingList(plan.findings, paint).slice(1),
    "",
    ...headlineOf(plan, paint, ""),
  ].join("\n");
}
