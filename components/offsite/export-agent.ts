import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { exportPackMiB } from "../../model/cost/export-packs";
import { type Host } from "../remote/host";
import { agentObject } from "../remote/agent";
import { RemoteObject } from "../remote/remote-object";
import { exportProgram } from "./program";
import { credentialsFile, type S3Credentials } from "./s3-credentials";
import { exportServices, type ExportTimes, exportTimers, roundDays } from "./units";

/** What is exported, from where to where, and when. */
export interface OffsiteExportDeclaration extends ExportTimes {
  /** `user@realm!token@server:port:datastore`; the token needs `DatastoreReader`. */
  readonly repository: string;
  /** SHA-256 fingerprint of the backup server's certificate. */
  readonly fingerprint: string;
  /** Default: the root namespace. */
  readonly namespace?: string;
  readonly guests: readonly { readonly name: string; readonly vmid: number }[];
  readonly bucket: string;
  /** Below which exports are kept in the bucket. */
  readonly prefix: string;
  readonly storageClass: string;
  /** Days after which the bucket lets go of an export. Default: never. */
  readonly keptDays?: number | undefined;
  readonly region: string;
  /** Another S3 than Amazon's. */
  readonly endpoint?: string;
  /** Tier of a restore that names no other. Default: Standard. */
  readonly restoreTier?: "Expedited" | "Standard" | "Bulk";
  /** Most that the export sends, Mbit/s. Default: what the link takes. */
  readonly uploadMbps?: number;
}

/** The same, with what nobody else may know. */
export interface OffsiteExportAgentArgs extends OffsiteExportDeclaration {
  readonly host: Host;
  readonly tokenSecret: pulumi.Input<string>;
  /** 32 random bytes in Base64: without them no export is ever read again. */
  readonly exportKey: pulumi.Input<string>;
  /** The client key of the backups, as the JSON of `proxmox-backup-client key create`. Default: they are plain. */
  readonly clientKey?: pulumi.Input<string>;
  readonly credentials: pulumi.Input<S3Credentials>;
  /** What is there before anything is exported: what lets it read and write, and where to. Default: nothing. */
  readonly uses?: readonly pulumi.Resource[];
}

/**
 * Installs the agent that exports the newest verified snapshot of each guest to S3 (`agents/offsite-export`), with
 * its timer. Destroying it leaves every export.
 */
export class OffsiteExportAgent extends EstateComponent<
  OffsiteExportDeclaration & { readonly host: string }
> {
  constructor(name: string, args: OffsiteExportAgentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, tokenSecret, exportKey, clientKey, credentials, uses = [], ...declared } = args;
    super(
      {
        type: "backup:offsite:ExportAgent",
        onRemoval: "nothing is exported any more; what was exported stays",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    const secrets = {
      "s3-credentials": pulumi.output(credentials).apply(credentialsFile),
      "pbs-secret": tokenSecret,
      "export-key": exportKey,
      ...(clientKey === undefined ? {} : { "client-key.json": clientKey }),
    };
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: "offsite export",
        identity: this.ownName,
        ...agentObject({
          script: path.join(__dirname, "scripts", "export-agent.sh"),
          program: exportProgram(),
          services: exportServices,
          timers: exportTimers(this.ownName, declared),
          config: configuration(declared),
          secrets,
        }),
      },
      { parent: this, dependsOn: [...uses] },
    );
    this.registerOutputs({});
  }
}

/** What the agent reads from its `config.json`. */
function configuration(declared: OffsiteExportDeclaration): Record<string, unknown> {
  const { repository, fingerprint, namespace = "", guests, window, schedule } = declared;
  const { bucket, prefix, storageClass, restoreTier = "Standard", uploadMbps } = declared;
  const { region, endpoint, keptDays } = declared;
  return {
    // What an export is bound to: another stack's is not restored for this one's.
    estate: `${pulumi.getProject()}/${pulumi.getStack()}`,
    ...{ repository, fingerprint, namespace, guests, window },
    ...{ bucket, prefix, storageClass, restoreTier, region, packMiB: exportPackMiB },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(keptDays === undefined ? {} : { keptDays }),
    roundDays: roundDays(schedule),
    ...(uploadMbps === undefined ? {} : { uploadKiBps: bandwidthLimit(uploadMbps) }),
    // Where Debian's prometheus-node-exporter looks for textfiles.
    metricsDirectory: "/var/lib/prometheus/node-exporter",
  };
}

/** As restic's `--limit-upload` takes it: KiB a second, and 0 would be no limit. */
function bandwidthLimit(megabits: number): number {
  return Math.ceil((megabits * 1_000_000) / 8 / 1024);
}
