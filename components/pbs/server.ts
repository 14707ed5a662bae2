import { type Place } from "../../model/estate";
import { type DatastoreInstruction } from "../../model/engines/pbs";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord, optionalEntry } from "../../model/record";
import { type Host } from "../remote/host";
import { type AccessArgs, defineAccess, type UsableToken } from "./access";
import { PbsDatastore, type PbsDatastoreArgs } from "./datastore";
import { defineGroupOwners, type GroupWriter, type PbsGroupOwners } from "./group-owners";
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
  readonly syncJobs: Readonly<Record<string, NamespaceUser & { readonly owner: string }>>;
  /** Storages of the cluster, by name: what each logs in with, and where it stores. */
  readonly storages: Readonly<
    Record<string, { readonly username: string; readonly place: string }>
  >;
  readonly places: Readonly<Record<string, Place>>;
  readonly instructions: readonly DatastoreInstruction[];
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
  /** Whose the groups are, by `STORE/NAMESPACE`, or `STORE` for a datastore's root. */
  readonly groupOwners: Readonly<Record<string, readonly PbsGroupOwners[]>>;
}

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
  const surroundings = { host, datastores, namespaces, tokens };
  const groupOwners = defineGroupOwners(surroundings, groupWriters(args));
  const remotes = defineObjects("Remote", args.remotes, args, (name) => ({
    password: secretOf(secrets, "remotes", name),
  }));
  defineObjects("SyncJob", args.syncJobs, args, undefined, [
    ...[datastores, namespaces, remotes].flatMap((made) => Object.values(made)),
    ...Object.values(tokens).map(({ acl }) => acl),
    ...Object.values(groupOwners).flat(),
  ]);
  defineServices(args);
  return { host, port, fingerprint, datastores, namespaces, tokens, groupOwners };
}

/** Who writes groups: the cluster where its storages lead, and sync jobs there and below. */
function groupWriters({ storages, places, syncJobs, datastores }: PbsServerArgs): GroupWriter[] {
  const writers = [
    ...Object.values(storages).map(({ username, place }) => {
      const { store, namespace } = entry(places, place);
      return { store, namespace, owner: username, below: false };
    }),
    ...Object.values(syncJobs).map(({ store, ns, owner }) => ({
      ...{ store, namespace: ns, owner },
      below: true,
    })),
  ];
  // Nobody can write into a closed datastore, nor look into it.
  return writers.filter(
    ({ store }) => optionalEntry(datastores, store)?.maintenanceMode?.type !== "offline",
  );
}

function defineDatastores(
  args: PbsServerArgs,
  s3Endpoints: Readonly<Record<string, PbsObject>>,
): Record<string, PbsDatastore> {
  return mapRecord(args.datastores, (declared, store) => {
    const care = args.instructions.find((one) => one.store === store);
    const { backend } = declared;
    return new PbsDatastore(
      store,
      { host: args.host, ...declared, gcSchedule: care?.gcSchedule },
      { dependsOn: backend === undefined ? [] : [entry(s3Endpoints, backend.client)] },
    );
  });
}

function defineCare(
  { host, instructions }: PbsServerArgs,
  datastores: Readonly<Record<string, PbsDatastore>>,
  namespaces: Readonly<Record<string, PbsNamespace>>,
): void {
  for (const { store, gcSchedule: _ofDatastore, prunes, verifications, ...rest } of instructions) {
    nothingLeft(rest);
    const datastore = entry(datastores, store);
    for (const { job, namespace, schedule, keep, ...left } of prunes) {
      nothingLeft(left);
      const part = namespace === undefined ? datastore : entry(namespaces, `${store}/${namespace}`);
      new PbsPruneJob(
        job,
        { host, store, namespace, schedule, retention: keep },
        { dependsOn: [part] },
      );
    }
    for (const { job, schedule, verifies, ...left } of verifications) {
      nothingLeft(left);
      new PbsVerifyJob(job, { host, store, schedule, verifies }, { dependsOn: [datastore] });
    }
  }
}
