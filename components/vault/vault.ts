import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type EngineKey, keyValue } from "../../model/engine-key";
import { type ArchiveInstruction } from "../../model/engines/s3";
import { nothingLeft } from "../../model/nothing-left";
import { mapRecord } from "../../model/record";
import { type S3Settings } from "../../model/retention/s3-retention";
import { VaultArchiveBucket } from "./archive-bucket";
import { VaultKey, type VaultKeyArgs } from "./key";
import { KeyEscrow } from "./key-escrow";
import { defineVaultProvider, type VaultProviderArgs } from "./provider";

/** What a stack declares of its offsite vault, and what the plan has its buckets do. */
export interface VaultArgs extends VaultProviderArgs {
  readonly key: VaultKeyArgs;
  readonly buckets: Readonly<Record<string, { readonly name: string }>>;
  readonly instructions: readonly ArchiveInstruction[];
  /** The engines' keys, which are escrowed here. */
  readonly engineKeys: readonly EngineKey[];
  /** Where the value of each is found. */
  readonly secrets: pulumi.Output<object>;
}

/** A vault and what is in it. */
export interface Vault {
  readonly provider: aws.Provider;
  readonly region: string;
  /** Another endpoint than AWS's own. */
  readonly endpoint?: string;
  readonly key: VaultKey;
  readonly buckets: Readonly<Record<string, VaultArchiveBucket>>;
  /** Where each engine's own key is escrowed, in AWS Secrets Manager. */
  readonly escrowedKeys: pulumi.Output<string[]>;
}

/** Defines the vault: its key, its buckets under that key, and the escrow of every engine's own key. */
export function defineVault(args: VaultArgs): Vault {
  const provider = defineVaultProvider(args);
  const key = new VaultKey("astronomy-lab-backup", args.key, { provider });
  const buckets = mapRecord(
    args.buckets,
    ({ name: bucketName }, store) =>
      new VaultArchiveBucket(
        store,
        { bucketName, ...keptThere(args.instructions, store), key },
        { provider },
      ),
  );
  const escrows = args.engineKeys.map(
    (engineKey) =>
      new KeyEscrow(
        `${engineKey.kind}-${engineKey.name}`,
        { key: engineKey, value: valueOf(engineKey, args.secrets), vaultKey: key },
        { provider },
      ),
  );
  const { region, endpoint } = args;
  const escrowedKeys = pulumi.all(escrows.map(({ secretName }) => secretName));
  return { provider, region, endpoint, key, buckets, escrowedKeys };
}

/** @throws Error if it is not there: missing secrets are faults of the declaration */
function valueOf(key: EngineKey, secrets: pulumi.Output<object>): pulumi.Output<string> {
  return secrets.apply((all) => {
    const value = keyValue(all, key);
    if (typeof value === "string") return value;
    throw new Error(`backup:secrets.${key.path.join(".")} is no text`);
  });
}

/** What a bucket must do for its copies, in the terms of S3. */
function keptThere(instructions: readonly ArchiveInstruction[], name: string) {
  const instruction = instructions.find(({ store }) => store === name);
  if (instruction === undefined) throw new Error(`the plan says nothing of the bucket ${name}`);
  const { store: _, storageClass, encryption, kept, ...rest } = instruction;
  nothingLeft(rest);
  const algorithm = encryption === "none" ? ("none" as const) : ("aws:kms" as const);
  return {
    storageClass,
    encryption: algorithm,
    ...(kept === undefined ? {} : { kept: keeps(kept) }),
  };
}

function keeps({ expirationDays, noncurrentDays, lockDays, ...rest }: S3Settings) {
  nothingLeft(rest);
  return { expirationDays, noncurrentDays, ...(lockDays === undefined ? {} : { lockDays }) };
}
