import { remoteObjectOf } from "../../remote-object";
import { isOf, type ResourceOf } from "../../resource";
import { pveTypes } from "../../resource-types";
import { resourceRule, type Violation } from "../../rule";
import { scheduleEnd } from "../../schedule-end";
import { textIn } from "../../text-in";
import { isNo, isYes } from "../../truth";

const types = [...pveTypes.job, "command:remote:Command"] as const;

/** What a backup job is told, of whichever way it is told. */
interface Told {
  readonly isEnabled: boolean;
  readonly schedule: string;
  readonly selects: boolean;
}

/**
 * A job that is off, never due or selects nobody makes no backups and fails nowhere. Left out, it is enabled; `exclude`
 * selects all others (Proxmox VE API, `/cluster/backup`).
 */
export const pveJobRuns = resourceRule({
  name: "pve-job-runs",
  description:
    "Backup jobs of Proxmox VE are enabled, have a schedule that comes again and select guests.",
  remediation:
    "Set `enabled`, a calendar event as `schedule`, and one of `vmids`, `all` and `pool`.",
  types,
  judge: (resource) => {
    const told = toldBy(resource);
    return told === undefined ? [] : [...offOf(told), ...neverOf(told), ...nobodyOf(told)];
  },
});

function toldBy(resource: ResourceOf<(typeof types)[number]>): Told | undefined {
  if (isOf(resource, pveTypes.job)) {
    const { enabled, schedule, all, vmids = [], pool, excludes = [] } = resource.props;
    const selects = isYes(all) || vmids.length > 0 || Boolean(pool) || excludes.length > 0;
    return { isEnabled: !isNo(enabled), schedule: schedule ?? "", selects };
  }
  const object = remoteObjectOf(resource);
  return object?.kind === "pve backup job" ? toldIn(object.document) : undefined;
}

/** Every value as the command line writes it, or as JSON has it. */
function toldIn(document: Readonly<Record<string, unknown>>): Told {
  const selects = ["vmid", "pool", "exclude"].some((key) => Boolean(document[key]));
  return {
    isEnabled: !isNo(document["enabled"]),
    schedule: textIn(document, "schedule"),
    selects: selects || isYes(document["all"]),
  };
}

function offOf({ isEnabled }: Told): Violation[] {
  if (isEnabled) return [];
  return [{ problem: "enabled is false; wanted is true", fix: "set enabled to true" }];
}

function neverOf({ schedule }: Told): Violation[] {
  const fault = scheduleEnd(schedule);
  if (fault === undefined) return [];
  return [
    {
      problem: `schedule is "${schedule}", which never comes or comes to an end: ${fault}; wanted is a calendar event`,
      fix: "set schedule to a calendar event such as sun 01:00",
    },
  ];
}

function nobodyOf({ selects }: Told): Violation[] {
  if (selects) return [];
  return [
    {
      problem: "neither vmids nor all nor pool select a guest; wanted is one of them",
      fix: "name the guests in vmids, or set all or pool",
    },
  ];
}
