import { type Place } from "../../model/estate";
import { type JobKind, type PlannedJob } from "../../model/plan/plan";
import { entry, mapRecord } from "../../model/record";
import { type Host } from "../remote/host";
import { type AccessArgs, defineAccess, type UsableToken } from "./access";
import { PbsDatastore, type PbsDatastoreArgs } from "./datastore";
import { defineNamespaces, type NamespaceUser } from "./namespaces";
import { type PbsNamespace } from "./namespace";
import { type PbsObject } from "./object";
import { PbsPruneJob } from "./prune-job";
import { secretOf } from "./secrets";
import { defineObjects, defineServices, type ServiceArgs } from "./services";
import { PbsVerifyJob } from "./verify-job";

/** What a stack declares of a Proxmox Backup Server, and what the plan has it do. */
export interface PbsServerArgs extends AccessArgs, ServiceArgs {
  /** SHA-256 fingerprint of its certificate. */
  readonly fingerprint: string;
  readonly datastores: Readonly<Record<string, Omit<PbsDatastoreArgs, "host" | "gcSchedule">>>;
  readonly s3Endpoints: Readonly<Record<string, object>>;
  readonly remotes: Readonly<Record<string, object>>;
  readonly syncJobs: Readonly<Record<string, NamespaceUser>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly jobs: readonly PlannedJob[];
}

/** A server and what is declared on it. */
export interface PbsServer {
  readonly host: Host;
  /** Port of its API. */
  readonly port: number;
  readonly fingerprint: string;
  readonly datastores: Readonly<Record<string, PbsDatastore>>;
  /** By `STORE/NAMESPACE`. */
  readonly namespaces: Readonly<Record<string, PbsNamespace>>;
  /** By `user@realm!name`. */
  readonly tokens: Readonly<Record<string, UsableToken>>;
}

/** What the verify jobs of the plan look at. */
const verifications = { verify: "new", "verify-all": "all" } as const;

/** Defines everything on a Proxmox Backup Server. */
export function definePbsServer(args: PbsServerArgs): PbsServer {
  const { host, port, fingerprint, secrets } = args;
  const tokens = defineAccess(args);
  const s3Endpoints = defineObjects("S3Endpoint", args.s3Endpoints, args, (name) => ({
    "secret-key": secretOf(secrets, "s3Endpoints", name),
  }));
  const datastores = defineDatastores(args, s3Endpoints);
  const namespaces = defineNamespaces(host, datastores, [
    ...Object.values(args.places).map(({ store, namespace }) => ({ store, ns: namespace })),
    ...Object.values(args.syncJobs),
  ]);
  defineCare(args, datastores, namespaces);
  const remotes = defineObjects("Remote", args.remotes, args, (name) => ({
    password: secretOf(secrets, "remotes", name),
  }));
  defineObjects("SyncJob", args.syncJobs, args, undefined, [
    ...[datastores, namespaces, remotes].flatMap((made) => Object.values(made)),
    ...Object.values(tokens).map(({ acl }) => acl),
  ]);
  defineServices(args);
  return { host, port, fingerprint, datastores, namespaces, tokens };
}

/** The jobs of one kind that look after a datastore. */
function careOf({ jobs, places }: PbsServerArgs, store: string, kind: JobKind): PlannedJob[] {
  return jobs.filter((job) => job.kind === kind && places[job.place]?.store === store);
}

function defineDatastores(
  args: PbsServerArgs,
  s3Endpoints: Readonly<Record<string, PbsObject>>,
): Record<string, PbsDatastore> {
  return mapRecord(args.datastores, (declared, store) => {
    const [collection] = careOf(args, store, "garbage-collection");
    const { backend } = declared;
    return new PbsDatastore(
      store,
      { host: args.host, ...declared, gcSchedule: collection?.schedule },
      { dependsOn: backend === undefined ? [] : [entry(s3Endpoints, backend.client)] },
    );
  });
}

function defineCare(
  args: PbsServerArgs,
  datastores: Readonly<Record<string, PbsDatastore>>,
  namespaces: Readonly<Record<string, PbsNamespace>>,
): void {
  const { host, places } = args;
  mapRecord(datastores, (datastore, store) => {
    for (const { id, schedule, retention, place } of careOf(args, store, "prune")) {
      const { namespace } = entry(places, place);
      const part = namespaces[`${store}/${namespace}`];
      new PbsPruneJob(
        id,
        { host, store, namespace, schedule, retention: retention?.settings ?? {} },
        { dependsOn: [part ?? datastore] },
      );
    }
    mapRecord(verifications, (verifies, kind) =>
      careOf(args, store, kind as JobKind).map(
        ({ id, schedule }) =>
          new PbsVerifyJob(id, { host, store, schedule, verifies }, { dependsOn: [datastore] }),
      ),
    );
  });
}
