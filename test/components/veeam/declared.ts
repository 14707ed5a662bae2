import * as pulumi from "@pulumi/pulumi";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { VeeamAgentJob } from "../../../components/veeam/agent-job";
import { type VeeamJobSettings } from "../../../components/veeam/agent-job-document";
import {
  type ConfigurationBackupSettings,
  VeeamConfigurationBackup,
} from "../../../components/veeam/configuration-backup";
import { VeeamPreflight } from "../../../components/veeam/preflight";
import { VeeamRepository } from "../../../components/veeam/repository";
import { VeeamCredentials } from "../../../components/veeam/credentials";
import { VeeamProtectionGroup } from "../../../components/veeam/protection-group";
import { VeeamEncryptionKey } from "../../../components/veeam/encryption-key";
import { runProgram, unsealed } from "../../support/estate";
import { windowsHost } from "../support/windows-host";

/** A job as the lab could declare it. */
export const usualJob: VeeamJobSettings = {
  repository: "Default Backup Repository",
  protectionGroup: "smb-servers",
  paths: ["D:\\Shares", "E:\\Data"],
  schedule: { days: ["friday"], time: "23:00" },
  fullDay: "friday",
  retention: { restoreDays: 36, gfs: { weekly: { count: 5, day: "saturday" }, monthly: 12 } },
  healthCheck: { days: ["saturday"], time: "04:30" },
  notifications: { address: "backup@lab.example", success: false },
};

/** What would be sent for a key and a job that encrypts with it. */
export interface DeclaredJob {
  readonly key: Envelope;
  readonly job: Envelope;
}

/** Declares a key and a job, or a job in clear. */
export async function declaredJob(
  settings: Partial<VeeamJobSettings> = {},
  { name = "windows-files", keyName = "lab", password = "hush-hush", encrypted = true } = {},
): Promise<DeclaredJob> {
  const resources = await runProgram({}, () => {
    const host = windowsHost();
    const key = new VeeamEncryptionKey(keyName, { host, password: pulumi.secret(password) });
    new VeeamAgentJob(name, { host, key, encrypted, ...usualJob, ...settings });
  });
  const sent = resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? []);
  const of = (kind: string) => sent.find((envelope) => envelope.kind === kind) as Envelope;
  return { key: of("veeam encryption key"), job: of("veeam agent job") };
}

/** What would be sent for a key and the configuration backup under it. */
export async function declaredConfigurationBackup(
  settings: ConfigurationBackupSettings = {},
  { keyName = "lab", password = "hush-hush" } = {},
): Promise<{ readonly key: Envelope; readonly backup: Envelope }> {
  const resources = await runProgram({}, () => {
    const host = windowsHost();
    const key = new VeeamEncryptionKey(keyName, { host, password: pulumi.secret(password) });
    new VeeamConfigurationBackup("configuration-backup", { host, key, ...settings });
  });
  const sent = resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? []);
  const of = (kind: string) => sent.find((envelope) => envelope.kind === kind) as Envelope;
  return { key: of("veeam encryption key"), backup: of("veeam configuration backup") };
}

/** What would be sent to look at a server that is to protect these. */
export async function declaredPreflight(
  workloads: readonly (readonly string[])[],
): Promise<Envelope> {
  const resources = await runProgram({}, () => {
    new VeeamPreflight("preflight", { host: windowsHost(), workloads });
  });
  return resources.flatMap(
    ({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? [],
  )[0] as Envelope;
}

/** What would be sent for a repository on a server that was looked at. */
export async function declaredRepository(label: string, folder: string): Promise<Envelope> {
  const resources = await runProgram({}, () => {
    const host = windowsHost();
    const preflight = new VeeamPreflight("preflight", { host, workloads: [] });
    new VeeamRepository("repository", { host, label, folder, preflight });
  });
  const sent = resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? []);
  return sent.find(({ kind }) => kind === "veeam repository") as Envelope;
}

/** A log-in and the computers of a group that are reached by it. */
export interface DeclaredGroup {
  readonly user?: string;
  readonly password?: string;
  readonly computers?: readonly string[];
  readonly label?: string;
}

/** What would be sent for a log-in, and for a group whose computers are reached by it. */
export async function declaredGroup({
  user = "svc-veeam@lab.example",
  password = "hush-hush",
  computers = ["fs02.lab.example", "fs04.lab.example"],
  label = "files [01]*",
}: DeclaredGroup = {}): Promise<{ readonly logIn: Envelope; readonly group: Envelope }> {
  const resources = await runProgram({}, () => {
    const host = windowsHost();
    const preflight = new VeeamPreflight("preflight", { host, workloads: [] });
    const credentials = new VeeamCredentials("agents", {
      ...{ host, user, preflight },
      password: pulumi.secret(password),
    });
    new VeeamProtectionGroup("group", {
      ...{ host, label },
      computers: computers.map((address) => ({ address, credentials })),
    });
  });
  const sent = resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? []);
  const of = (kind: string) => sent.find((envelope) => envelope.kind === kind) as Envelope;
  return { logIn: of("veeam credentials"), group: of("veeam protection group") };
}
