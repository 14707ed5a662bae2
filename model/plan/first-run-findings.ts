import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { scheduleOf } from "../window/pattern-schedule";
import { lengthOf } from "../window/week";
import { type Arrangement } from "./arrangement";
import { counted } from "./name-list";
import { isSlowAtFirst, type PlacedTask } from "./task";
import { byWindow, listed, longerFirst, nameOf, pathOf } from "./window-words";

type Places = readonly [PlacedTask, ...PlacedTask[]];

/**
 * How long the first round takes, in which every job copies everything: a warning for each window in which somebody has
 * to see to it, otherwise a note.
 */
export function firstRunFindings({ placed }: Arrangement): Finding[] {
  const slow = [...placed.values()].filter(({ task }) => isSlowAtFirst(task));
  const findings = byWindow(slow, ({ task }) => task).flatMap(crowdedWindow);
  return slow.length === 0 || findings.length > 0 ? findings : [completeInAWeek(slow)];
}

function completeInAWeek(slow: readonly PlacedTask[]): Finding {
  const later = slow.reduce((sum, { task }) => sum + task.firstSlots - task.slots, 0);
  return {
    severity: "note",
    path: "backup:classes",
    message: `the first round is complete within a week: the first runs of ${counted(slow.length, "job")}, which copy everything, take ${lengthOf(later)} longer in all, and each has a place of its own`,
    fix: "let a week pass before a restore is counted on; what never pauses may be switched on at the time that is shown",
  };
}

function crowdedWindow(own: Places): Finding[] {
  const inTurn = own.filter(({ first }) => first !== undefined && !first.byHand);
  const last = lastWeek(inTurn);
  const byHand = own.filter(({ first }) => first?.byHand);
  const never = own.filter(({ first }) => first === undefined);
  if (last < 2 && byHand.length + never.length === 0) return [];
  const [{ task }] = own;
  const name = nameOf(task.request.window);
  const parts = [
    ...(last < 2 ? [] : weeksOf(inTurn)),
    ...(byHand.length === 0 ? [] : [`by hand: ${listed(byHand, describeByHand).join(", ")}`]),
    ...(never.length === 0
      ? []
      : [`no stretch of any week is long enough: ${listed(never, describeNever).join(", ")}`]),
  ];
  const rest = never.length === 0 ? "" : `, but for ${counted(never.length, "job")}`;
  const end = `the first round is complete in week ${Math.max(1, lastWeek(own))}${rest}`;
  return [
    {
      severity: "warning",
      path: pathOf(task),
      message: `the first runs, which copy everything, do not fit into one week of ${name}, open ${lengthOf(task.hours.longest)} at a time: ${describeNeed(own)}; ${end} (${parts.join("; ")})`,
      fix: `after the first update switch these jobs off in their product, and each on in its week, when all of the week before have made their first runs, or begin it by hand at the time that is shown (where there is none, with all off that would run meanwhile); or make ${name} longer or the link faster until then`,
    },
  ];
}

function lastWeek(places: readonly PlacedTask[]): number {
  return places.reduce((most, { first }) => Math.max(most, first?.week ?? 0), 0);
}

function weeksOf(inTurn: readonly PlacedTask[]): string[] {
  const weeks = groupedBy(inTurn, ({ first }) => String(first?.week).padStart(4));
  return [...weeks].map(([week, [...places]]) => {
    const sorted = places.sort((a, b) => longerFirst(a.task, b.task));
    return `week ${week.trim()}: ${listed(sorted, describeRun).join(", ")}`;
  });
}

function describeRun({ task: { request, firstSlots }, first }: PlacedTask): string {
  const slots = Math.max(firstSlots, first?.length ?? 0);
  return `${request.id} (${lengthOf(slots)})`;
}

function describeByHand(place: PlacedTask): string {
  const { byHand, week = 1 } = place.first ?? {};
  const start = byHand && scheduleOf("weekly", byHand).schedule;
  return `${describeRun(place)} at ${start} in week ${week}`;
}

function describeNever({ task: { request, firstSlots } }: PlacedTask): string {
  return `${request.id} (${lengthOf(firstSlots)} in a row)`;
}

/** Of all that the jobs need, what first runs need longest. */
function describeNeed(own: Places): string {
  const { starts } = own[0].task.hours;
  const uses = own.flatMap(({ task }) =>
    task.request.resources.map((resource) => ({ resource, slots: task.firstSlots })),
  );
  const needs = [...groupedBy(uses, ({ resource }) => resource)].map(([resource, all]) => ({
    resource,
    needed: all.reduce((sum, { slots }) => sum + slots, 0),
  }));
  const most = needs.reduce((so, { needed }) => Math.max(so, needed), 0);
  const names = needs.filter(({ needed }) => needed === most).map(({ resource }) => resource);
  const missing = most - starts.length;
  const short = missing > 0 ? `, ${lengthOf(missing)} missing` : "";
  return `they need ${names.join(" and ")} for ${lengthOf(most)} in all, and there are ${lengthOf(starts.length)} a week${short}`;
}
