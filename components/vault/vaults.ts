import type * as pulumi from "@pulumi/pulumi";
import { type EngineKey } from "../../model/engine-key";
import { type ArchiveInstruction } from "../../model/engines/s3";
import { mapRecord, type Named, optionalEntry } from "../../model/record";
import { toldBy } from "../told-by";
import { Vault, type VaultArgs } from "./vault";

/** What is declared of a vault. */
type DeclaredVault = Pick<
  VaultArgs,
  "region" | "endpoint" | "tags" | "key" | "access" | "buckets" | "logs" | "alarms"
>;

/**
 * Defines the vaults, by name; every engine's key is escrowed in each, so that none is lost with another.
 *
 * @param archiveUsers - names of the users of IAM that may be defined to bring archives to a vault
 */
export function defineVaults(
  vaults: Named<DeclaredVault>,
  instructions: readonly ArchiveInstruction[],
  engineKeys: readonly EngineKey[],
  archiveUsers: (vault: string) => readonly string[],
  secrets: pulumi.Output<{
    readonly aws: Named<{ readonly accessKey: string; readonly secretKey: string }>;
  }>,
): Record<string, Vault> {
  const told = toldBy(vaults, instructions);
  return mapRecord(
    vaults,
    (declared, name) =>
      new Vault(name, {
        ...declared,
        instructions: told(name),
        credentials: secrets.apply(({ aws }) => optionalEntry(aws, name)),
        engineKeys,
        archiveUsers: archiveUsers(name),
        secrets,
      }),
  );
}
