import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { propertyString } from "./options";
import { type DatastorePart } from "./part";
import { type PbsS3Endpoint } from "./s3-endpoint";
import { defineSection, type SectionKind } from "./section";

/** Where an S3-backed datastore keeps its chunks; the path is its cache then. */
export interface S3Backend {
  /** Name of the S3 endpoint. */
  readonly client: string;
  readonly bucket: string;
  /** Such as `64GiB`. Default: the whole of the cache's disk. */
  readonly maxCacheSize?: string;
  /**
   * Whether a datastore of this name that the bucket holds already is taken up, even one that says a server uses it.
   * The server that used it must never write to it again. It matters when the datastore is made and at no other time.
   */
  readonly adopt: boolean;
}

/** How the server treats the disk. Default of each: the product's. */
export interface PbsTuning {
  readonly chunkOrder?: "none" | "inode";
  readonly syncLevel?: "none" | "file" | "filesystem";
  readonly gcAtimeSafetyCheck?: boolean;
  /** Minutes after its last use that a chunk may go. */
  readonly gcAtimeCutoff?: number;
  /** Chunks that garbage collection remembers. */
  readonly gcCacheCapacity?: number;
  readonly defaultVerificationWorkers?: number;
  readonly defaultVerificationReaders?: number;
}

/** A datastore. */
export interface PbsDatastoreArgs {
  readonly host: Host;
  /** Absolute path on the server, the cache of an S3-backed one; fixed once the datastore exists. */
  readonly path: string;
  /** One line. Default: none. */
  readonly comment?: string;
  /** When garbage collection frees what pruning gave up. Calendar event, server time. Default: never. */
  readonly gcSchedule?: string;
  /** Verify each backup right after it was made. */
  readonly verifyNew: boolean;
  readonly notificationMode: "legacy-sendmail" | "notification-system";
  readonly tuning?: PbsTuning;
  /** Closes the datastore to writers or to everybody. Default: open. */
  readonly maintenanceMode?: { readonly type: "read-only" | "offline"; readonly message?: string };
  /** Fixed once the datastore exists. Default: the path. */
  readonly backend?: S3Backend;
  /** The endpoint that the backend names. */
  readonly s3Endpoint?: PbsS3Endpoint | undefined;
}

const section: SectionKind = {
  command: "datastore",
  key: "name",
  positional: ["path"],
  immutable: ["path", "backend"],
  removal: ["--destroy-data=false", "--keep-job-configs=true"],
  leaves: "the datastore's backups, all of them, in",
  script: "datastore",
};

/**
 * Defines a datastore with its garbage collection. Pruning and verification are jobs of their own.
 *
 * It holds backups, so it is protected: a destroy refuses it, and when it is taken out of the program on
 * purpose its configuration goes and its data stays on the disk.
 */
export class PbsDatastore
  extends EstateComponent<Omit<PbsDatastoreArgs, "host" | "s3Endpoint"> & { host: string }>
  implements DatastorePart
{
  readonly storeName: string;

  constructor(name: string, args: PbsDatastoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, s3Endpoint, ...declared } = args;
    super(
      {
        type: "backup:pbs:Datastore",
        onRemoval:
          "its configuration goes once its protection was taken off in the state; every backup stays in its path, and a datastore declared with that path takes them up again",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    this.storeName = this.ownName;

    const { backend, tuning, maintenanceMode } = declared;
    const { adopt = false, ...place } = backend ?? {};
    defineSection(
      this.childName("section"),
      host,
      section,
      this.storeName,
      {
        path: args.path,
        comment: args.comment,
        "gc-schedule": args.gcSchedule,
        "verify-new": args.verifyNew,
        "notification-mode": args.notificationMode,
        tuning: propertyString(tuning),
        "maintenance-mode": propertyString(maintenanceMode),
        backend: propertyString(backend && { type: "s3", ...place }),
      },
      { parent: this, protect: true, dependsOn: s3Endpoint ?? [] },
      { adopt },
    );
    this.registerOutputs({ storeName: this.storeName });
  }
}
