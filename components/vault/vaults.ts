import type * as pulumi from "@pulumi/pulumi";
import { type EngineKey } from "../../model/engine-key";
import { type ArchiveInstruction } from "../../model/engines/s3";
import { mapRecord, type Named, optionalEntry } from "../../model/record";
import { toldBy } from "../told-by";
import { archiveUserName } from "./archive-user";
import { Vault, type VaultArgs } from "./vault";

/** What is declared of a vault. */
type DeclaredVault = Pick<VaultArgs, "region" | "endpoint" | "tags" | "key" | "access" | "buckets">;

/** What a stack declares of its vaults, and of who may bring archives to any of them. */
interface DeclaredVaults {
  readonly vault: Named<DeclaredVault>;
  /** Exporters by name. */
  readonly offsiteExport: Named<unknown>;
}

/** Defines the vaults, by name; every engine's key is escrowed in each, so that none is lost with another. */
export function defineVaults(
  { vault: vaults, offsiteExport }: DeclaredVaults,
  instructions: readonly ArchiveInstruction[],
  engineKeys: readonly EngineKey[],
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
        archiveUsers: Object.keys(offsiteExport).map((exporter) => archiveUserName(name, exporter)),
        secrets,
      }),
  );
}
