import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { exportPackMiB } from "../../model/cost/export-packs";
import { type Host } from "../remote/host";
import { agentObject } from "../remote/agent";
import { RemoteObject } from "../remote/remote-object";
import { exportProgram } from "./program";
import { exportKind, type ExportFrom } from "./source";
import { roundDays } from "./round-days";
import { credentialsFile, type S3Credentials } from "./s3-credentials";
import { exportServices, type ExportTimes, exportTimers } from "./units";

/** Where something is exported to, and when. */
export interface OffsiteExportDeclaration extends ExportTimes {
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

/** The same, with what it comes from and what nobody else may know. */
export interface OffsiteExportAgentArgs extends OffsiteExportDeclaration {
  readonly host: Host;
  readonly from: ExportFrom;
  /** 32 random bytes in Base64: without them no export is ever read again. */
  readonly exportKey: pulumi.Input<string>;
  readonly credentials: pulumi.Input<S3Credentials>;
  /** What is there before anything is exported: what lets it read and write, and where to. Default: nothing. */
  readonly uses?: readonly pulumi.Resource[];
}

/**
 * Installs the agent that exports the newest verified copies of a source to S3 (`agents/offsite-export`), with
 * its timers. Destroying it leaves every export.
 */
export class OffsiteExportAgent extends EstateComponent<
  OffsiteExportDeclaration & ExportFrom["told"] & { readonly host: string }
> {
  constructor(name: string, args: OffsiteExportAgentArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, from, exportKey, credentials, uses = [], ...declared } = args;
    super(
      {
        type: "backup:offsite:ExportAgent",
        onRemoval: "nothing is exported any more; what was exported stays",
      },
      name,
      { host: host.name, ...from.told, ...declared },
      opts,
    );
    const secrets = {
      "s3-credentials": pulumi.output(credentials).apply(credentialsFile),
      ...from.secrets,
      "export-key": exportKey,
    };
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: exportKind[from.source],
        identity: this.ownName,
        ...agentObject({
          scripts: [script(from.source), script("export-agent")],
          program: exportProgram(from.source),
          services: exportServices(from.source),
          timers: exportTimers(from.source, this.ownName, declared),
          config: configuration(from, declared),
          secrets,
        }),
      },
      { parent: this, dependsOn: [...uses] },
    );
    this.registerOutputs({});
  }
}

const script = (name: string) => path.join(__dirname, "scripts", `${name}.sh`);

/** What the agent reads from its `config.json`. */
function configuration(
  { told }: ExportFrom,
  declared: OffsiteExportDeclaration,
): Record<string, unknown> {
  const { window, schedule } = declared;
  const { bucket, prefix, storageClass, restoreTier = "Standard", uploadMbps } = declared;
  const { region, endpoint, keptDays } = declared;
  return {
    // What an export is bound to: another stack's is not restored for this one's.
    estate: `${pulumi.getProject()}/${pulumi.getStack()}`,
    ...told,
    window,
    ...{ bucket, prefix, storageClass, restoreTier, region, packMiB: exportPackMiB },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(keptDays === undefined ? {} : { keptDays }),
    roundDays: roundDays(schedule, window.timezone),
    ...(uploadMbps === undefined ? {} : { uploadKiBps: bandwidthLimit(uploadMbps) }),
    // Where Debian's prometheus-node-exporter looks for textfiles.
    metricsDirectory: "/var/lib/prometheus/node-exporter",
  };
}

/** As restic's `--limit-upload` takes it: KiB a second, and 0 would be no limit. */
function bandwidthLimit(megabits: number): number {
  return Math.ceil((megabits * 1_000_000) / 8 / 1024);
}
