import type * as pulumi from "@pulumi/pulumi";
import { mapRecord } from "../../model/record";
import { type Host } from "../remote/host";
import { VeeamAgentJob, type VeeamAgentJobArgs } from "./agent-job";
import { VeeamEncryptionKey } from "./encryption-key";

/** What a stack declares of a Veeam server. */
export interface VeeamServerArgs {
  readonly host: Host;
  readonly repository: string;
  /** Name of the encryption password. */
  readonly encryptionKey: string;
  readonly password: pulumi.Input<string>;
  readonly agentJobs: Readonly<
    Record<string, Omit<VeeamAgentJobArgs, "host" | "key" | "repository">>
  >;
}

/** Defines a Veeam server's encryption password and the jobs that encrypt with it. */
export function defineVeeamServer(args: VeeamServerArgs): void {
  const { host, repository, password } = args;
  const key = new VeeamEncryptionKey(args.encryptionKey, { host, password });
  mapRecord(
    args.agentJobs,
    (job, name) => new VeeamAgentJob(name, { host, repository, key, ...job }),
  );
}
