import { type Caller, demand, isRoot } from "../access/caller";
import { parameterFault } from "../api/api-error";
import { fleecing, parsePropertyString } from "../schema/property-string";
import type { Parameters, Value } from "../schema/parameter";

/** A job's options. */
export type JobOptions = Readonly<Record<string, Value>>;

/** Only `root@pam` itself may set these, never one of its API tokens. */
const rootOnly = ["tmpdir", "dumpdir", "script"];

const everyDay = "mon,tue,wed,thu,fri,sat,sun";

/**
 * Refuses what only root itself may set.
 *
 * @throws ApiError 400
 */
export function checkMaySet(options: Parameters, caller: Caller): void {
  const refused = isRoot(caller) ? [] : rootOnly.filter((name) => options[name] !== undefined);
  if (refused.length > 0)
    throw parameterFault(
      Object.fromEntries(refused.map((name) => [name, "Only root may set this option."])),
    );
}

/**
 * Refuses to back up to, or keep old blocks on, a storage the caller has no rights on.
 *
 * @throws ApiError 403
 */
export function checkMayUse(options: Parameters, caller: Caller): void {
  const target = options["storage"];
  if (target !== undefined) demand(caller, `/storage/${String(target)}`, "Datastore.Allocate");
  const parsed = parsePropertyString(fleecing, String(options["fleecing"] ?? ""));
  const buffer = "value" in parsed ? parsed.value["storage"] : undefined;
  if (buffer !== undefined) demand(caller, `/storage/${buffer}`, "Datastore.AllocateSpace");
  if (options["pool"] !== undefined)
    demand(caller, `/pool/${String(options["pool"])}`, "VM.Backup");
}

/**
 * The options with one schedule: `starttime` with `dow`, the deprecated way, becomes a calendar event.
 *
 * @throws ApiError 400 for both ways at once, or none where one is needed
 */
export function withSchedule(options: JobOptions, required: boolean): JobOptions {
  const { starttime, dow, ...rest } = options;
  if (starttime === undefined) {
    if (required && rest["schedule"] === undefined)
      throw parameterFault({ schedule: "neither 'starttime' nor 'schedule' were set" });
    return rest;
  }
  if (rest["schedule"] !== undefined)
    throw parameterFault({ starttime: "'starttime' and 'schedule' cannot both be set" });
  const days = String(dow ?? everyDay);
  const time = String(starttime);
  return { ...rest, schedule: days === everyDay ? time : `${days} ${time}` };
}

/**
 * The options with a complete selection of guests: `all` with or without `exclude`, or `vmid`, or `pool`.
 * `all` together with `pool` is refused here, while the product silently takes the pool: such a job reads as
 * if it protected every guest.
 *
 * @throws ApiError 400 for two selections at once, or none
 */
export function withSelection(options: JobOptions): JobOptions {
  const conflict = conflicts.find(([name, other]) => options[name] && options[other]);
  if (conflict !== undefined)
    throw parameterFault({ [conflict[0]]: `option conflicts with option '${conflict[1]}'` });
  const template = options["notes-template"];
  if (typeof template === "string" && template.includes("\n"))
    throw parameterFault({ "notes-template": "contains a line feed" });
  const takesAll = options["exclude"] !== undefined && !options["pool"];
  const selected: JobOptions = takesAll ? { ...options, all: 1 } : options;
  if (!selections.some((name) => selected[name]))
    throw parameterFault({ vmid: "property is missing" });
  return selected;
}

const conflicts = [
  ["all", "vmid"],
  ["exclude", "vmid"],
  ["pool", "vmid"],
  ["all", "pool"],
] as const;

/** `stop` ends running backups and needs no guest. */
const selections = ["all", "stop", "pool", "vmid"] as const;

/** The options after a change: a selection given anew takes the place of the one before. */
export function mergeOptions(before: JobOptions, changes: JobOptions): JobOptions {
  const replaced = replacedSelections.find(([name]) => changes[name])?.[1] ?? [];
  const kept = Object.entries(before).filter(([name]) => !replaced.some((gone) => gone === name));
  return { ...Object.fromEntries(kept), ...changes };
}

const replacedSelections = [
  ["vmid", ["all", "exclude", "pool"]],
  ["all", ["vmid", "pool"]],
  ["pool", ["vmid", "all", "exclude"]],
] as const;
