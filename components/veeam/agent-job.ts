import { createHash } from "node:crypto";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { type VeeamSchedule } from "../../model/calendar/veeam-schedule";
import { type Weekday } from "../../model/calendar/weekday";
import { canonicalJson } from "../../model/canonical-json";
import { type AgentRetention } from "../../model/engines/veeam";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";
import { type VeeamEncryptionKey } from "./encryption-key";

/** What an agent job backs up, when, and what it keeps. */
export interface VeeamAgentJobArgs {
  readonly host: Host;
  /** Name of the repository the backups go to. */
  readonly repository: string;
  /** Name of the protection group whose computers are backed up. */
  readonly protectionGroup: string;
  /** Folders; cluster shared volumes are no use here, the agent leaves them out. */
  readonly paths: readonly string[];
  readonly schedule: VeeamSchedule;
  /** Day of the week whose run makes a full. */
  readonly fullDay: Weekday;
  readonly retention: AgentRetention;
  /** `false` leaves backups in clear, which the policy pack refuses. */
  readonly encrypted: boolean;
  readonly key: VeeamEncryptionKey;
}

/**
 * Defines a weekly Veeam Agent backup of folders on Windows servers, the kind of job that the Community Edition
 * can be told to make for machines on Proxmox. Destroying it disables the job; its backups stay.
 */
export class VeeamAgentJob extends EstateComponent<
  Omit<VeeamAgentJobArgs, "host" | "key"> & { host: string }
> {
  constructor(name: string, args: VeeamAgentJobArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, key, ...declared } = args;
    super("backup:veeam:AgentJob", name, { host: host.name, ...declared }, opts);
    const { schedule, retention, encrypted } = args;
    const settings = key.description.apply((encryptionKey) => ({
      repository: args.repository,
      protectionGroup: args.protectionGroup,
      encryptionKey,
    }));
    const readable = {
      name,
      day: capitalised(args.fullDay),
      time: `${schedule.time}:00`,
      paths: args.paths,
      weekly: retention.gfs.weekly?.count,
      monthly: retention.gfs.monthly,
      enabled: true,
      encrypted,
      retentionPolicy: retention.restoreDays,
      retentionType: "RestoreDays",
    };
    new RemoteObject(
      this.childName("job"),
      {
        host,
        kind: "veeam agent job",
        identity: name,
        script: remoteScript(script("session.ps1"), script("agent-job.ps1")),
        document: {
          ...readable,
          description: settings.apply((all) => describe({ ...all, ...readable })),
        },
        settings,
      },
      { parent: this, dependsOn: [key] },
    );
    this.registerOutputs({});
  }
}

/** A description that changes with anything that is declared: Veeam's objects do not give all of it back. */
function describe(declared: object): string {
  const digest = createHash("sha256").update(canonicalJson(declared)).digest("hex");
  return `managed by Pulumi; declared sha256:${digest.slice(0, 32)}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function script(file: string): string {
  return path.join(__dirname, "scripts", file);
}
