import { type Place } from "../../model/estate";
import { type JobKind, type PlannedJob } from "../../model/plan/plan";
import { entry, mapRecord } from "../../model/record";
import { type Host } from "../remote/host";
import { PbsDatastore, type PbsDatastoreArgs } from "./datastore";
import { PbsPruneJob } from "./prune-job";
import { PbsVerifyJob } from "./verify-job";

/** What a stack declares of a Proxmox Backup Server, and what the plan has it do. */
export interface PbsServerArgs {
  readonly host: Host;
  /** SHA-256 fingerprint of its certificate. */
  readonly fingerprint: string;
  readonly datastores: Readonly<Record<string, Omit<PbsDatastoreArgs, "host" | "gcSchedule">>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly jobs: readonly PlannedJob[];
}

/** A server and what is declared on it. */
export interface PbsServer {
  readonly host: Host;
  readonly fingerprint: string;
  readonly datastores: Readonly<Record<string, PbsDatastore>>;
}

/** What the verify jobs of the plan look at. */
const verifications = { verify: "new", "verify-all": "all" } as const;

/** Defines everything on a Proxmox Backup Server. */
export function definePbsServer(args: PbsServerArgs): PbsServer {
  const { host, fingerprint } = args;
  const careOf = (store: string, kind: JobKind) =>
    args.jobs.filter((job) => job.kind === kind && args.places[job.place]?.store === store);
  const datastores = mapRecord(args.datastores, (declared, store) => {
    const [collection] = careOf(store, "garbage-collection");
    return new PbsDatastore(store, { host, ...declared, gcSchedule: collection?.schedule });
  });
  mapRecord(datastores, (datastore, store) => {
    const after = { dependsOn: [datastore] };
    for (const { id, schedule, retention, place } of careOf(store, "prune")) {
      const { namespace } = entry(args.places, place);
      new PbsPruneJob(
        id,
        { host, store, namespace, schedule, retention: retention?.settings ?? {} },
        after,
      );
    }
    mapRecord(verifications, (verifies, kind) =>
      careOf(store, kind as JobKind).map(
        ({ id, schedule }) => new PbsVerifyJob(id, { host, store, schedule, verifies }, after),
      ),
    );
  });
  return { host, fingerprint, datastores };
}
