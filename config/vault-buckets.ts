import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/** Who else uses a bucket of the vault, and what comes of it. */
interface OtherUse {
  readonly user: string;
  readonly reason: string;
}

/** Buckets of the vault that something else keeps its objects in: a bucket has one lifecycle and one lock. */
export function vaultBucketFaults({ vault, pbs }: SoundSections): Fault[] {
  if (vault === undefined) return [];
  const buckets = sortedEntries(vault.buckets);
  return buckets.flatMap(([store, { name }], index) => {
    const uses = [
      ...buckets.slice(0, index).flatMap(([other, bucket]) => sharedWith(other, bucket.name, name)),
      ...backendsOn(vault, pbs, name),
    ];
    return uses.slice(0, 1).map(({ user, reason }) => ({
      path: `backup:vault.buckets.${store}.name`,
      message: `is the bucket of ${user} as well, and ${reason}`,
      got: quoted(name),
      allowed: "a bucket of its own",
      fix: "name another bucket; a bucket that holds objects already keeps them",
    }));
  });
}

function sharedWith(store: string, theirs: string, name: string): OtherUse[] {
  const reason = "the lifecycle and lock of one would replace those of the other";
  return theirs === name ? [{ user: `backup:vault.buckets.${store}`, reason }] : [];
}

/** Datastores of Proxmox Backup Server that lie in a bucket of that name on the vault's own service. */
function backendsOn(
  vault: Declaration["vault"],
  pbs: SoundSections["pbs"],
  name: string,
): OtherUse[] {
  return sortedEntries(pbs?.datastores ?? {}).flatMap(([datastore, { backend }]) => {
    if (backend?.bucket !== name) return [];
    const service = optionalEntry(pbs?.s3Endpoints, backend.client)?.endpoint;
    if (service === undefined || !isOfVault(service, vault.endpoint)) return [];
    const reason = "the vault would archive and lock chunks that the datastore reads and collects";
    return [{ user: `backup:pbs.datastores.${datastore}`, reason }];
  });
}

/** Whether an S3 service is the one of the vault: AWS, or the host of its endpoint. */
function isOfVault(service: string, endpoint: string | undefined): boolean {
  const host = service.replace("{{bucket}}.", "").toLowerCase();
  return endpoint === undefined
    ? /\.amazonaws\.com(\.cn)?$/.test(host)
    : new URL(endpoint).hostname === host;
}
