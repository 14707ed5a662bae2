import type * as pulumi from "@pulumi/pulumi";
import { type AgentInstruction } from "../../model/engines/veeam";
import { type VeeamExportInstruction } from "../../model/engines/veeam-export";
import { type FileServer } from "../../model/estate";
import { entry, mapRecord, type Named, optionalEntry } from "../../model/record";
import { type Host } from "../remote/host";
import { toldBy } from "../told-by";
import { type EscrowedKeys } from "../vault/escrowed-keys";
import { type Vault } from "../vault/vault";
import { plannedVeeamExport, type PlannedVeeamExports } from "./planned-export";
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
      | "offsiteExport"
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

/** What several servers have in common. */
type Surroundings = PlannedVeeamExports & {
  readonly hosts: Named<Host>;
  readonly vaults: Named<Vault>;
  readonly keys: EscrowedKeys;
};

/**
 * Defines the Veeam servers, by name.
 *
 * @param exported - what of their backups is brought to the vaults
 * @param secrets - of each server that has any
 */
export function defineVeeamServers(
  { veeam, fileServers }: VeeamServersArgs,
  instructions: readonly AgentInstruction[],
  exported: readonly VeeamExportInstruction[],
  surroundings: Surroundings,
  secrets: pulumi.Output<Named<VeeamSecrets>>,
): Record<string, VeeamServer> {
  const { hosts, vaults, keys, places } = surroundings;
  const told = toldBy(veeam, instructions);
  const bringing = toldBy(
    veeam,
    exported.map((one) => ({ one, server: entry(places, one.from).server })),
  );
  return mapRecord(
    veeam,
    (declared, name) =>
      new VeeamServer(name, {
        ...declared,
        fileServers,
        instructions: told(name),
        ...{ vaults, keys },
        exports: bringing(name).map(({ one }) => plannedVeeamExport(surroundings, one)),
        host: entry(hosts, declared.host),
        password: keys.of("veeam-password", declared.host),
        passwords: secrets.apply((all) => optionalEntry(all, name)?.credentials ?? {}),
      }),
  );
}
