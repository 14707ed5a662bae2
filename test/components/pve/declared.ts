import * as pulumi from "@pulumi/pulumi";
import { type BackupJob, type StorageSettings } from "../../../components/pve/access";
import { PveBackupJob } from "../../../components/pve/backup-job";
import { PveCoverage } from "../../../components/pve/coverage";
import { type GuestFacts } from "../../../components/pve/guest-facts";
import { ProviderAccess } from "../../../components/pve/provider-access";
import { ShellAccess } from "../../../components/pve/shell-access";
import { PveStorage } from "../../../components/pve/storage";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { defineHost } from "../../../components/remote/host";
import { keyFile } from "../../support/client-key";
import { type RegisteredResource, runProgram, unsealed } from "../../support/estate";

/** What a test changes of {@link wholeCluster}. */
export interface Changes extends Partial<GuestFacts> {
  readonly storage?: Partial<StorageSettings>;
  readonly job?: Partial<BackupJob>;
  readonly tokenSecret?: string;
  readonly encryptionKey?: string;
  readonly exemptVmids?: readonly number[];
}

export const secrets = { tokenSecret: "s3cr3t token", encryptionKey: keyFile(7) };

export const storageSettings: StorageSettings = {
  server: "10.25.10.20",
  datastore: "vm-backup",
  username: "pve@pbs!cluster",
  fingerprint: Array(32).fill("ab").join(":"),
  nodes: [],
};

export const jobSettings: BackupJob = {
  schedule: "sun 01:00",
  guests: { excludedVmids: [] },
  notesTemplate: "{{guestname}} on {{node}}",
  repeatMissed: true,
};

/** What one storage, one job and the check of coverage register, the cluster being configured this way. */
export async function wholeCluster(
  through: "provider" | "shell",
  changes: Changes = {},
): Promise<RegisteredResource[]> {
  return runProgram({}, () => {
    const host = defineHost("node01", {
      address: "node01",
      port: 22,
      user: "root",
      hostKey: "ssh-ed25519 AAAA",
      privateKey: pulumi.secret("s3cr3t key"),
      platform: "posix",
    });
    const access =
      through === "shell"
        ? new ShellAccess(host)
        : new ProviderAccess({
            cluster: "cluster",
            endpoint: "https://node01:8006/",
            apiToken: "s3cr3t",
          });
    const storage = new PveStorage("pbs-vm", {
      access,
      ...storageSettings,
      ...changes.storage,
      tokenSecret: pulumi.secret(changes.tokenSecret ?? secrets.tokenSecret),
      encryptionKey: pulumi.secret(changes.encryptionKey ?? secrets.encryptionKey),
    });
    const job = { ...jobSettings, ...changes.job };
    new PveBackupJob("weekly", { access, storage, ...job });
    new PveCoverage("pve-coverage", {
      host,
      exemptVmids: changes.exemptVmids ?? [],
      exemptDisks: changes.exemptDisks ?? [],
      agents: changes.agents ?? {},
      jobs: { weekly: { guests: job.guests } },
    });
  });
}

/** What would be sent to the node for one of the objects. */
export async function envelopeOf(name: string, changes: Changes = {}): Promise<Envelope> {
  const registered = await wholeCluster("shell", changes);
  const found = registered.find((resource) => resource.name === name);
  const envelope = openEnvelope(unsealed(found?.inputs["stdin"]));
  if (envelope === undefined) throw new Error(`no remote object is named ${name}`);
  return envelope;
}
