import { randomUUID } from "node:crypto";
import { nextRun } from "../../proxmox/calendar/next-run";
import { parseCalendarEvent } from "../../proxmox/calendar/calendar-event";
import { type Caller, isRoot } from "../access/caller";
import { parameterFault, refusal } from "../api/api-error";
import { splitList } from "../schema/formats";
import type { Parameters, Value } from "../schema/parameter";
import {
  backupPerformance,
  fleecing,
  parsePropertyString,
  pruneBackups,
  type PropertyStringSpec,
} from "../schema/property-string";
import type { Section, SectionConfig } from "../state/section-config";
import { sectionValues, typedValues } from "../state/typed-values";
import { backupJobOptions, removableOptions } from "./backup-job-properties";
import {
  checkMaySet,
  checkMayUse,
  type JobOptions,
  mergeOptions,
  withSchedule,
  withSelection,
} from "./backup-job-rules";

/** A job as the API answers it. */
export type BackupJob = Readonly<Record<string, unknown>>;

const sectionType = "vzdump";

/** Options that are sent as text and answered as objects. */
const structured: Readonly<Record<string, PropertyStringSpec>> = {
  "prune-backups": pruneBackups,
  fleecing,
  performance: backupPerformance,
};

/** The cluster's backup jobs: sections `vzdump` of `jobs.cfg`. Every method throws ApiError. */
export class BackupJobs {
  constructor(private readonly config: SectionConfig) {}

  /** With `next-run`, in seconds of the Unix epoch, where the job is enabled. */
  list(now: number = Date.now() / 1000): readonly BackupJob[] {
    return this.jobs().map((section) => ({ ...present(section), ...upcoming(section, now) }));
  }

  get(id: string): BackupJob {
    return present(this.find(id));
  }

  /** The options as they are kept. */
  options(id: string): JobOptions {
    return optionsOf(this.find(id));
  }

  /** The options of every job. */
  allOptions(): readonly JobOptions[] {
    return this.jobs().map(optionsOf);
  }

  create(parameters: Parameters, caller: Caller): null {
    const { id = `backup-${randomUUID().slice(0, 13)}`, ...options } = parameters;
    checkMaySet(options, caller);
    checkMayUse(options, caller);
    const values = withSelection({ enabled: 1, ...withSchedule(options, true) });
    const { sections } = this.config.read();
    if (sections.some((section) => section.id === id))
      throw refusal(`Job '${String(id)}' already exists`);
    const section = { type: sectionType, id: String(id), values: sectionValues(values) };
    this.config.write([...sections, section]);
    return null;
  }

  update(parameters: Parameters, caller: Caller): null {
    const { id, delete: deleted, ...changes } = parameters;
    const removed = splitList(String(deleted ?? ""));
    if (removed.length === 0 && Object.keys(changes).length === 0)
      throw refusal("no options specified");
    checkMaySet(changes, caller);
    checkMayUse(changes, caller);
    const job = this.jobs().find((section) => section.id === id);
    if (job === undefined) throw refusal("no such vzdump job");
    if (job.values["dumpdir"] !== undefined && !isRoot(caller))
      throw refusal("only root@pam may edit jobs with a 'dumpdir' option.");
    const unknown = removed.find((name) => !removableOptions.includes(name));
    if (unknown !== undefined) throw parameterFault({ delete: `unknown option '${unknown}'` });
    const kept = Object.entries(optionsOf(job)).filter(([name]) => !removed.includes(name));
    const merged = mergeOptions(Object.fromEntries(kept), withSchedule(changes, false));
    this.replace(job, [{ ...job, values: sectionValues(withSelection(merged)) }]);
    return null;
  }

  delete(id: string): null {
    this.replace(this.find(id), []);
    return null;
  }

  private jobs(): readonly Section[] {
    return this.config.read().sections.filter((section) => section.type === sectionType);
  }

  private find(id: string): Section {
    const job = this.jobs().find((section) => section.id === id);
    if (job === undefined) throw parameterFault({ id: `No such job '${id}'` });
    return job;
  }

  private replace(job: Section, by: readonly Section[]): void {
    const { sections } = this.config.read();
    this.config.write(sections.flatMap((section) => (section.id === job.id ? by : [section])));
  }
}

function optionsOf(section: Section): JobOptions {
  return typedValues(backupJobOptions, section.values);
}

function present(section: Section): BackupJob {
  const options = Object.entries(optionsOf(section)).map(([name, value]) => [
    name,
    presentOption(name, value),
  ]);
  return { ...Object.fromEntries(options), id: section.id, type: section.type } as BackupJob;
}

function presentOption(name: string, value: Value): unknown {
  const spec = structured[name];
  if (spec === undefined) return value;
  const parsed = parsePropertyString(spec, String(value));
  return "value" in parsed ? parsed.value : value;
}

function upcoming(section: Section, now: number): { readonly "next-run"?: number } {
  if (section.values["enabled"] === "0") return {};
  const next = nextRun(parseCalendarEvent(String(section.values["schedule"])), now);
  return next === undefined ? {} : { "next-run": next };
}
