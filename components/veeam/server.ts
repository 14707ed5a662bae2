import type * as pulumi from "@pulumi/pulumi";
import { type FileServer, type Place } from "../../model/estate";
import { type PlannedJob } from "../../model/plan/plan";
import { entry } from "../../model/record";
import { type Host } from "../remote/host";
import { VeeamAgentJob } from "./agent-job";
import { VeeamEncryptionKey } from "./encryption-key";

/** What a stack declares of a Veeam server, and what the plan has it do. */
export interface VeeamServerArgs {
  readonly host: Host;
  /** Name of the encryption password. */
  readonly encryptionKey: string;
  readonly password: pulumi.Input<string>;
  /** The protection group of each class. */
  readonly protectionGroups: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly fileServers: Readonly<Record<string, FileServer>>;
  readonly jobs: readonly PlannedJob[];
}

/** Defines a Veeam server's encryption password and the jobs that encrypt with it. */
export function defineVeeamServer(args: VeeamServerArgs): void {
  const { host, password } = args;
  const key = new VeeamEncryptionKey(args.encryptionKey, { host, password });
  for (const job of args.jobs) {
    const place = entry(args.places, job.place);
    if (job.kind !== "backup" || place.engine !== "veeam") continue;
    new VeeamAgentJob(job.id, {
      host,
      key,
      repository: place.store,
      protectionGroup: entry(args.protectionGroups, job.class ?? ""),
      paths: pathsOf(args, job),
      schedule: { day: job.start?.days[0] ?? "", time: job.start?.time ?? "" },
      retention: retentionOf(job),
      encrypted: place.encryption === "aes-256",
    });
  }
}

/** One job backs up every computer of its group, so it takes what any of them shares. */
function pathsOf({ fileServers }: VeeamServerArgs, { items }: PlannedJob): string[] {
  const paths = items.flatMap((item) => entry(fileServers, item).paths);
  return [...new Set(paths)].sort();
}

function retentionOf({ retention }: PlannedJob) {
  const { restoreDays = 0, gfsWeekly = 0, gfsMonthly = 0 } = retention?.settings ?? {};
  return { days: restoreDays, weekly: gfsWeekly, monthly: gfsMonthly };
}
