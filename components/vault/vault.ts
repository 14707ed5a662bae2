import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type EngineKey, keyValue } from "../../model/engine-key";
import { type Place } from "../../model/estate";
import { type PlannedCopy } from "../../model/plan/plan";
import { entry, mapRecord } from "../../model/record";
import { VaultArchiveBucket } from "./archive-bucket";
import { VaultKey, type VaultKeyArgs } from "./key";
import { KeyEscrow } from "./key-escrow";
import { defineVaultProvider, type VaultProviderArgs } from "./provider";

/** What a stack declares of its offsite vault, and the copies that the plan puts there. */
export interface VaultArgs extends VaultProviderArgs {
  readonly key: VaultKeyArgs;
  readonly buckets: Readonly<Record<string, { readonly name: string }>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly copies: readonly PlannedCopy[];
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
      new VaultArchiveBucket(store, { bucketName, ...keptThere(args, store), key }, { provider }),
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
function keptThere({ places, copies }: VaultArgs, store: string) {
  const isHere = ({ place }: PlannedCopy) => {
    const { engine, store: where } = entry(places, place);
    return engine === "s3" && where === store;
  };
  const settings = copies.filter(isHere).map(({ retention }) => retention.settings);
  const most = (setting: string) => Math.max(0, ...settings.map((all) => all[setting] ?? 0));
  const place = Object.values(places).find((here) => here.engine === "s3" && here.store === store);
  const lockDays = most("lockDays");
  return {
    storageClass: place?.storageClass ?? "STANDARD",
    encryption: place?.encryption === "none" ? ("none" as const) : ("aws:kms" as const),
    kept:
      settings.length === 0
        ? undefined
        : {
            expirationDays: most("expirationDays"),
            noncurrentDays: most("noncurrentDays"),
            ...(lockDays === 0 ? {} : { lockDays }),
          },
  };
}
