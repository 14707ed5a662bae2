import { mapRecord } from "../../model/record";
import { VaultArchiveBucket, type VaultArchiveBucketArgs } from "./archive-bucket";
import { VaultKey, type VaultKeyArgs } from "./key";
import { defineVaultProvider, type VaultProviderArgs } from "./provider";

/** What a stack declares of its offsite vault. */
export interface VaultArgs extends VaultProviderArgs {
  readonly key: VaultKeyArgs;
  readonly buckets: Readonly<
    Record<string, Omit<VaultArchiveBucketArgs, "key" | "bucketName"> & { readonly name: string }>
  >;
}

/** Defines the vault: its key, and its buckets under that key. */
export function defineVault({ key: keyArgs, buckets: bucketArgs, ...place }: VaultArgs) {
  const provider = defineVaultProvider(place);
  const key = new VaultKey("astronomy-lab-backup", keyArgs, { provider });
  const buckets = mapRecord(
    bucketArgs,
    ({ name: bucketName, ...args }, name) =>
      new VaultArchiveBucket(name, { bucketName, ...args, key }, { provider }),
  );
  return { keyArn: key.arn, buckets: mapRecord(buckets, (bucket) => bucket.bucketName) };
}
