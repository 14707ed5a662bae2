import type * as pulumi from "@pulumi/pulumi";
import { type DatastoreInstruction } from "../../model/engines/pbs";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord, type Named, optionalEntry } from "../../model/record";
import { Product } from "../product";
import { type Host } from "../remote/host";
import { type AccessArgs, defineAccess, type UsableToken } from "./access";
import { PbsDatastore, type PbsDatastoreArgs } from "./datastore";
import { defineGroupOwners, type GroupWriter, type PbsGroupOwners } from "./group-owners";
import { type DeclaredMetricServer, PbsMetricServer } from "./metric-server";
import { defineNamespaces, partFinder } from "./namespaces";
import { defineNotifications, type NotificationArgs } from "./notifications";
import { type DatastorePart } from "./part";
import { PbsPruneJob } from "./prune-job";
import { type DeclaredRemote, PbsRemote } from "./remote";
import { type DeclaredS3Endpoint, PbsS3Endpoint } from "./s3-endpoint";
import { secretOf } from "./secrets";
import { type DeclaredSyncJob, PbsSyncJob } from "./sync-job";
import { type DeclaredTrafficControl, PbsTrafficControl } from "./traffic-control";
import { PbsVerifyJob } from "./verify-job";

/** Somebody who writes backups into a part of a datastore with a log-in of the server. */
export interface Login {
  readonly username: string;
  readonly store: string;
  /** Default: the datastore's root. */
  readonly namespace?: string | undefined;
}

/** What a stack declares of a Proxmox Backup Server, and what the plan has it do. */
export interface PbsServerArgs extends Omit<AccessArgs, "logins">, NotificationArgs {
  /** SHA-256 fingerprint of its certificate. */
  readonly fingerprint: string;
  readonly datastores: Named<Omit<PbsDatastoreArgs, "host" | "gcSchedule" | "s3Endpoint">>;
  readonly s3Endpoints: Named<DeclaredS3Endpoint>;
  readonly remotes: Named<DeclaredRemote>;
  readonly syncJobs: Named<DeclaredSyncJob>;
  readonly trafficControls: Named<DeclaredTrafficControl>;
  readonly metricServers: Named<DeclaredMetricServer>;
  /** Storages of clusters, by name. */
  readonly logins: Named<Login>;
  /** Parts of datastores that something else uses: they have to be there. */
  readonly parts: readonly Omit<Login, "username">[];
  readonly instructions: readonly DatastoreInstruction[];
}

/** A Proxmox Backup Server with everything that is declared on it. */
export class PbsServer extends Product<{ readonly host: string; readonly port: number }> {
  readonly host: Host;
  /** Port of its API. */
  readonly port: number;
  readonly fingerprint: string;
  /** By `user@realm!name`. */
  readonly tokens: Named<UsableToken>;
  /** Whose the groups are, by `STORE/NAMESPACE`, or `STORE` for a datastore's root; only where tokens write. */
  readonly groupOwners: Named<readonly PbsGroupOwners[]>;
  /** Finds a part of a datastore by its names. */
  readonly part: (store: string, namespace: string | undefined) => DatastorePart;

  constructor(name: string, args: PbsServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, port, fingerprint } = args;
    super(
      {
        type: "backup:pbs:Server",
        onRemoval: "what is declared on the server goes as each part of it says; backups stay",
      },
      name,
      { host: host.name, port },
      opts,
    );
    this.host = host;
    this.port = port;
    this.fingerprint = fingerprint;
    this.tokens = defineAccess(this, args);
    const datastores = this.defineDatastores(args);
    const used = [
      ...[...args.parts, ...Object.values(args.logins)].map(({ store, namespace }) => ({
        store,
        ns: namespace,
      })),
      ...Object.values(args.syncJobs),
    ];
    this.part = partFinder(datastores, defineNamespaces(this, host, datastores, used));
    this.defineCare(args);
    this.groupOwners = defineGroupOwners(this, host, this.tokens, this.groupWriters(args));
    this.defineSyncJobs(args);
    this.defineServices(args);
    defineNotifications(this, args);
    this.registerOutputs({});
  }

  private defineDatastores(args: PbsServerArgs): Record<string, PbsDatastore> {
    const { host, port, secrets } = args;
    const endpoints = mapRecord(
      args.s3Endpoints,
      (declared, name) =>
        new PbsS3Endpoint(
          this.childName(name),
          { host, port, declared, secretKey: secretOf(secrets, "s3Endpoints", name) },
          this.inside(name),
        ),
    );
    return mapRecord(args.datastores, (declared, store) => {
      const gcSchedule = args.instructions.find((one) => one.store === store)?.gcSchedule;
      const { backend } = declared;
      const s3Endpoint = backend && entry(endpoints, backend.client);
      return new PbsDatastore(
        this.childName(store),
        { ...declared, host, gcSchedule, s3Endpoint },
        this.inside(store),
      );
    });
  }

  private defineCare({ host, instructions }: PbsServerArgs): void {
    for (const { server: _here, store, gcSchedule: _ofDatastore, ...instruction } of instructions) {
      const { prunes, verifications, ...rest } = instruction;
      nothingLeft(rest);
      for (const { job, namespace, schedule, keep: retention, ...left } of prunes) {
        nothingLeft(left);
        const part = this.part(store, namespace);
        const args = { host, part, schedule, retention };
        new PbsPruneJob(this.childName(job), args, this.inside(job));
      }
      for (const { job, schedule, verifies, ...left } of verifications) {
        nothingLeft(left);
        const datastore = this.part(store, undefined);
        const args = { host, datastore, schedule, verifies };
        new PbsVerifyJob(this.childName(job), args, this.inside(job));
      }
    }
  }

  /** Who writes groups: clusters where their storages lead, and sync jobs there and below. */
  private groupWriters({ logins, syncJobs, datastores }: PbsServerArgs): GroupWriter[] {
    const writers = [
      ...Object.values(logins).map(({ username, ...where }) => ({
        ...{ ...where, owner: username, below: false },
      })),
      ...Object.values(syncJobs).map(({ store, ns, owner }) => ({
        ...{ store, namespace: ns, owner, below: true },
      })),
    ];
    // Nobody can write into a closed datastore, nor look into it.
    return writers
      .filter(({ store }) => optionalEntry(datastores, store)?.maintenanceMode?.type !== "offline")
      .map(({ store, namespace, ...writer }) => ({ part: this.part(store, namespace), ...writer }));
  }

  private defineSyncJobs({ host, port, secrets, remotes, syncJobs }: PbsServerArgs): void {
    const others = mapRecord(
      remotes,
      (declared, name) =>
        new PbsRemote(
          this.childName(name),
          { host, port, declared, password: secretOf(secrets, "remotes", name) },
          this.inside(name),
        ),
    );
    mapRecord(syncJobs, (declared, name) => {
      const { store, ns, remote, remoteStore, owner } = declared;
      const uses: readonly (pulumi.Resource | undefined)[] = [
        this.part(store, ns),
        remote === undefined ? this.part(remoteStore, undefined) : entry(others, remote),
        optionalEntry(this.tokens, owner)?.acl,
        ...Object.values(this.groupOwners).flat(),
      ];
      return new PbsSyncJob(
        this.childName(name),
        { host, declared, uses: uses.filter((one) => one !== undefined) },
        this.inside(name),
      );
    });
  }

  private defineServices(args: PbsServerArgs): void {
    const { host, port, secrets } = args;
    mapRecord(
      args.trafficControls,
      (declared, name) =>
        new PbsTrafficControl(this.childName(name), { host, declared }, this.inside(name)),
    );
    mapRecord(args.metricServers, (declared, name) => {
      const wantsToken = declared.type === "influxdb-http" && declared.authenticated;
      const token = wantsToken ? secretOf(secrets, "metricServers", name) : undefined;
      const metrics = { host, port, declared, token };
      return new PbsMetricServer(this.childName(name), metrics, this.inside(name));
    });
  }
}
