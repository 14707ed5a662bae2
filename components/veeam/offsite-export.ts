import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { type VeeamSchedule } from "../../model/calendar/veeam-schedule";
import { exportPackMiB } from "../../model/cost/export-packs";
import { type RetrievalTier } from "../../model/estate";
import { mapRecord } from "../../model/record";
import { EstateComponent } from "../estate-component";
import { veeamRoundDays } from "../offsite/round-days";
import { credentialsFile, type S3Credentials } from "../offsite/s3-credentials";
import { type ExportWindow } from "../offsite/units";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { windowsExportProgram } from "./export-program";
import { inWords, scheduledTask } from "./scheduled-task";
import { veeamScript } from "./script";

/** What of a Veeam job is exported, from where to where, and when. */
export interface VeeamExportDeclaration {
  /** The job in Veeam whose backups are exported. */
  readonly source: string;
  /** Name of the repository that they lie in, a folder of the server. */
  readonly repository: string;
  /** Name of the encryption password whose copy is kept outside of Veeam. */
  readonly encryptionKey: string;
  /** The computers of the job, each with the names under which Veeam may list it. */
  readonly items: readonly { readonly name: string; readonly computers: readonly string[] }[];
  /** `false`: what is exported is known to be in clear until the export encrypts it. */
  readonly encrypted: boolean;
  readonly bucket: string;
  /** Below which exports are kept in the bucket. */
  readonly prefix: string;
  readonly storageClass: string;
  /** Days after which the bucket lets go of an export. Default: never. */
  readonly keptDays?: number | undefined;
  readonly region: string;
  /** Another S3 than Amazon's. */
  readonly endpoint?: string | undefined;
  readonly restoreTier: RetrievalTier;
  /** Most that the export sends, Mbit/s. */
  readonly uploadMbps: number;
  /** When a round begins, on the clock of the server. */
  readonly schedule: VeeamSchedule;
  /** When it may run, on the clock of the server. */
  readonly window: ExportWindow;
}

/** The same, with what nobody else may know. */
export interface VeeamOffsiteExportArgs extends VeeamExportDeclaration {
  readonly host: Host;
  /** The account that it runs under. Default: SYSTEM, which Veeam 12 lets in and 13 does not. */
  readonly login?: { readonly user: string; readonly password: pulumi.Input<string> } | undefined;
  /** 32 random bytes in Base64: without them no export is ever read again. */
  readonly exportKey: pulumi.Input<string>;
  readonly credentials: pulumi.Input<S3Credentials>;
  /** What is there before anything is exported. Default: nothing. */
  readonly uses?: readonly pulumi.Resource[];
}

/** Where windows_exporter looks for textfiles. Source: windows_exporter, docs/collector.textfile.md. */
const metricsDirectory = "C:\\Program Files\\windows_exporter\\textfile_inputs";

/**
 * Installs the agent that exports the newest finished chain of each computer of a Veeam job to S3
 * (`agents/offsite-export-windows`), with the scheduled tasks that run it. Destroying it leaves every export.
 */
export class VeeamOffsiteExport extends EstateComponent<
  VeeamExportDeclaration & { readonly host: string; readonly runsAs: string }
> {
  constructor(name: string, args: VeeamOffsiteExportArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, login, exportKey, credentials, uses = [], ...declared } = args;
    const runsAs = login?.user ?? "SYSTEM";
    super(
      {
        type: "backup:veeam:OffsiteExport",
        onRemoval: "nothing is exported any more; what was exported stays",
      },
      name,
      { host: host.name, runsAs, ...declared },
      opts,
    );
    const program = windowsExportProgram();
    const tasks = tasksOf(this.ownName, args);
    // An old name that goes leaves what a new one has taken over.
    const config = { ...configuration(declared), declaredAs: this.childName("job") };
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: "windows offsite export",
        identity: this.ownName,
        script: veeamScript("build", "access", "scheduled-task", "offsite-export"),
        document: {
          access: { all: "private", job: "private" },
          config,
          files: { "export-key": "as declared", "s3-credentials": "as declared" },
          program: createHash("sha256").update(program).digest("hex"),
          programs: { rclone: "fits", restic: "fits" },
          tasks: mapRecord(tasks, ({ words, command, line }) => ({
            action: `${command} ${line}`,
            enabled: true,
            manner: "as declared",
            runsAs,
            triggers: words,
          })),
        },
        settings: {
          config: asciiJson(config),
          program,
          tasks: mapRecord(tasks, ({ name: task, xml }) => ({ account: runsAs, name: task, xml })),
        },
        secrets: {
          "export-key": exportKey,
          "s3-credentials": pulumi.output(credentials).apply(credentialsFile),
          ...(login && { password: login.password }),
        },
      },
      { parent: this, dependsOn: [...uses] },
    );
    this.registerOutputs({});
  }
}

/** A round begins at its time; what is unfinished is gone on with whenever the window opens. */
function tasksOf(job: string, { host, login, schedule, window }: VeeamOffsiteExportArgs) {
  const command = host.platform.name === "windows" ? host.platform.powershell : "pwsh.exe";
  const account = login?.user;
  const task = (action: string, name: string, when: VeeamSchedule) => {
    const line = `-NoProfile -NonInteractive -ExecutionPolicy Bypass -File "C:\\Program Files\\offsite-export\\offsite-export.ps1" ${action} ${job}`;
    const description = `managed by Pulumi: offsite export ${job} (${action})`;
    const xml = scheduledTask({ description, command, arguments: line, account, schedule: when });
    return { name, command, line, xml, words: inWords(when) };
  };
  return {
    resume: task("resume", `${job} resume`, { days: window.days, time: window.from }),
    round: task("export", job, schedule),
  };
}

/** What the agent reads from its `config.json`. */
function configuration(declared: VeeamExportDeclaration): Record<string, unknown> {
  const { source, repository, encryptionKey, items, encrypted, window, schedule } = declared;
  const { bucket, prefix, storageClass, restoreTier, region, endpoint, keptDays } = declared;
  return {
    // What an export is bound to: another stack's is not restored for this one's.
    estate: `${pulumi.getProject()}/${pulumi.getStack()}`,
    source: { job: source, repository, ...(encrypted && { key: encryptionKey }) },
    items,
    encryption: encrypted ? "aes-256" : "none",
    ...{ bucket, prefix, storageClass, region, packMiB: exportPackMiB },
    restoreTier: restoreTier.charAt(0).toUpperCase() + restoreTier.slice(1),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(keptDays === undefined ? {} : { keptDays }),
    roundDays: veeamRoundDays(schedule),
    // As restic's `--limit-upload` takes it: KiB a second, and 0 would be no limit.
    uploadKiBps: Math.ceil((declared.uploadMbps * 1_000_000) / 8 / 1024),
    window,
    metricsDirectory,
  };
}

/** JSON that is ASCII alone, so that no PowerShell writes or reads it in another encoding than another. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
