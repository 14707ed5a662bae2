import { remoteRule } from "../../rule";

type Document = Readonly<Record<string, unknown>>;

/** A job that never runs keeps nothing, whatever its retention says. */
export const veeamJobRuns = remoteRule({
  name: "veeam-job-runs",
  description: "Veeam agent jobs are enabled and have a schedule with days.",
  remediation:
    "Set `enabled` and `scheduled`, and give the schedule days of the week and a time, or months and a day.",
  sees: "resource",
  kinds: ["veeam agent job"],
  judge: ({ document }) => [
    ...isOn(document, "enabled"),
    ...isOn(document, "scheduled"),
    ...whenOf((document["schedule"] ?? {}) as Document),
  ],
});

function isOn(document: Document, path: string) {
  if (document[path] === true) return [];
  return [
    {
      problem: `${path} is not true, so the job never runs by itself`,
      fix: `set ${path} to true`,
    },
  ];
}

/** Days of the week, or a day of some months (Veeam PowerShell Reference, New-VBRServerScheduleOptions). */
function whenOf(schedule: Document) {
  const path = schedule["type"] === "Monthly" ? "months" : "days";
  const found = schedule[path];
  if (Array.isArray(found) && found.length > 0) return [];
  return [
    {
      problem: `schedule has no ${path}, so the job never runs by itself; wanted is one at least`,
      fix: `give schedule.${path} the ${path} on which the job runs`,
    },
  ];
}
