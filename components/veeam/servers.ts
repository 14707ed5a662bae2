import type * as pulumi from "@pulumi/pulumi";
import { type AgentInstruction } from "../../model/engines/veeam";
import { type FileServer } from "../../model/estate";
import { entry, mapRecord, type Named, optionalEntry } from "../../model/record";
import { type Host } from "../remote/host";
import { toldBy } from "../told-by";
import { type EscrowedKeys } from "../vault/escrowed-keys";
import { VeeamServer, type VeeamServerArgs } from "./server";

/** What a stack declares of its Veeam servers, and of what they back up. */
export interface VeeamServersArgs {
  readonly veeam: Named<
    Pick<
      VeeamServerArgs,
      | "encryptionKey"
      | "configurationBackup"
      | "notifications"
      | "repositories"
      | "credentials"
      | "protectionGroups"
      | "computers"
    > & {
      readonly host: string;
    }
  >;
  readonly fileServers: Named<FileServer>;
}

/** Secrets of a server besides the password that it encrypts with. */
export interface VeeamSecrets {
  /** Passwords of its log-ins, by their names. */
  readonly credentials: Readonly<Record<string, string>>;
}

/**
 * Defines the Veeam servers, by name.
 *
 * @param secrets - of each server that has any
 */
export function defineVeeamServers(
  { veeam, fileServers }: VeeamServersArgs,
  instructions: readonly AgentInstruction[],
  hosts: Named<Host>,
  keys: EscrowedKeys,
  secrets: pulumi.Output<Named<VeeamSecrets>>,
): Record<string, VeeamServer> {
  const told = toldBy(veeam, instructions);
  return mapRecord(
    veeam,
    (declared, name) =>
      new VeeamServer(name, {
        ...declared,
        fileServers,
        instructions: told(name),
        host: entry(hosts, declared.host),
        password: keys.of("veeam-password", declared.host),
        passwords: secrets.apply((all) => optionalEntry(all, name)?.credentials ?? {}),
      }),
  );
}
