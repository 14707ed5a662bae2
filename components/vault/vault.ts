import { type Place } from "../../model/estate";
import { type PlannedCopy } from "../../model/plan/plan";
import { entry, mapRecord } from "../../model/record";
import { VaultArchiveBucket } from "./archive-bucket";
import { VaultKey, type VaultKeyArgs } from "./key";
import { defineVaultProvider, type VaultProviderArgs } from "./provider";

/** What a stack declares of its offsite vault, and the copies that the plan puts there. */
export interface VaultArgs extends VaultProviderArgs {
  readonly key: VaultKeyArgs;
  readonly buckets: Readonly<Record<string, { readonly name: string }>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly copies: readonly PlannedCopy[];
}

/** Defines the vault: its key, and its buckets under that key. */
export function defineVault(args: VaultArgs) {
  const provider = defineVaultProvider(args);
  const key = new VaultKey("astronomy-lab-backup", args.key, { provider });
  const buckets = mapRecord(
    args.buckets,
    ({ name: bucketName }, store) =>
      new VaultArchiveBucket(store, { bucketName, ...keptThere(args, store), key }, { provider }),
  );
  return { keyArn: key.arn, buckets: mapRecord(buckets, (bucket) => bucket.bucketName) };
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
  return {
    storageClass: place?.storageClass ?? "STANDARD",
    encryption: place?.encryption === "none" ? ("none" as const) : ("aws:kms" as const),
    retentionDays: most("expirationDays"),
    lockDays: most("lockDays"),
  };
}
