import type * as pulumi from "@pulumi/pulumi";
import { type AgentInstruction } from "../../model/engines/veeam";
import { type FileServer } from "../../model/estate";
import { nothingLeft } from "../../model/nothing-left";
import { entry } from "../../model/record";
import { outermostFolders } from "../../model/windows-folder";
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
  readonly fileServers: Readonly<Record<string, FileServer>>;
  readonly instructions: readonly AgentInstruction[];
}

/** Defines a Veeam server's encryption password and the jobs that encrypt with it. */
export function defineVeeamServer(args: VeeamServerArgs): void {
  const { host, password, protectionGroups } = args;
  const key = new VeeamEncryptionKey(args.encryptionKey, { host, password });
  for (const { job, class: name, items, ...told } of args.instructions) {
    const { repository, schedule, fullDay, retention, encrypted, ...rest } = told;
    nothingLeft(rest);
    new VeeamAgentJob(job, {
      ...{ host, key, repository, schedule, fullDay, retention, encrypted },
      protectionGroup: entry(protectionGroups, name),
      paths: pathsOf(args, items),
    });
  }
}

/** One job backs up every computer of its group, so it takes what any of them shares. */
function pathsOf({ fileServers }: VeeamServerArgs, items: readonly string[]): string[] {
  const paths = items.flatMap((item) => entry(fileServers, item).paths);
  return outermostFolders(paths);
}
