import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { productsOf } from "./products";
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
  const buckets = productsOf("vault", vault).flatMap(({ path, declared }) => [
    ...sortedEntries(declared.buckets).map(([store, { name }]) => ({
      ...{ declared, name, path: `${path}.buckets.${store}` },
    })),
    ...(declared.logs === undefined
      ? []
      : [{ declared, name: declared.logs.name, path: `${path}.logs` }]),
  ]);
  // Names of buckets are S3's own, whatever the vault.
  return buckets.flatMap(({ declared, name, path }, index) => {
    const uses = [
      ...buckets.slice(0, index).flatMap((other) => sharedWith(other.path, other.name, name)),
      ...backendsOn(declared, pbs, name),
    ];
    return uses.slice(0, 1).map(({ user, reason }) => ({
      path: `${path}.name`,
      message: `is the bucket of ${user} as well, and ${reason}`,
      got: quoted(name),
      allowed: "a bucket of its own",
      fix: "name another bucket; a bucket that holds objects already keeps them",
    }));
  });
}

function sharedWith(user: string, theirs: string, name: string): OtherUse[] {
  const reason = "the lifecycle and lock of one would replace those of the other";
  return theirs === name ? [{ user, reason }] : [];
}

/** Datastores of Proxmox Backup Server that lie in a bucket of that name on the vault's own service. */
function backendsOn(
  vault: Declaration["vault"][string],
  pbs: SoundSections["pbs"],
  name: string,
): OtherUse[] {
  return productsOf("pbs", pbs).flatMap(({ path, declared: { datastores, s3Endpoints } }) =>
    sortedEntries(datastores).flatMap(([datastore, { backend }]) => {
      if (backend?.bucket !== name) return [];
      const service = optionalEntry(s3Endpoints, backend.client)?.endpoint;
      if (service === undefined || !isOfVault(service, vault.endpoint)) return [];
      const reason =
        "the vault would archive and lock chunks that the datastore reads and collects";
      return [{ user: `${path}.datastores.${datastore}`, reason }];
    }),
  );
}

/** Whether an S3 service is the one of the vault: AWS, or the host of its endpoint. */
function isOfVault(service: string, endpoint: string | undefined): boolean {
  const host = service.replace("{{bucket}}.", "").toLowerCase();
  return endpoint === undefined
    ? /\.amazonaws\.com(\.cn)?$/.test(host)
    : new URL(endpoint).hostname === host;
}
