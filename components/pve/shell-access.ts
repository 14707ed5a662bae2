import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";
import {
  type BackupJob,
  type DefinedStorage,
  type GuestSelection,
  type PveAccess,
  type StorageSecrets,
  type StorageSettings,
  takenOverFrom,
} from "./access";
import { clientKeyFingerprint } from "./client-key";

const script = (name: string) =>
  remoteScript(
    path.join(__dirname, "scripts", "cluster.sh"),
    path.join(__dirname, "scripts", `${name}.sh`),
  );

/**
 * Configures a cluster through the commands of one of its nodes, which takes everything the API takes. Documents are
 * in the API's words, every value as the command line writes it.
 */
export class ShellAccess implements PveAccess {
  constructor(private readonly host: Host) {}

  defineStorage(
    name: string,
    id: string,
    settings: StorageSettings,
    secrets: StorageSecrets,
    opts: pulumi.CustomResourceOptions,
  ): DefinedStorage {
    const { port, nodes, ...plain } = settings;
    const fingerprint = pulumi.output(secrets.encryptionKey).apply(clientKeyFingerprint);
    const storage = new RemoteObject(
      name,
      {
        host: this.host,
        kind: "pve storage",
        identity: id,
        script: script("storage"),
        document: {
          type: "pbs",
          ...plain,
          port: port === undefined ? undefined : String(port),
          nodes: nodes.length > 0 ? list(nodes) : undefined,
          content: "backup",
          "prune-backups": "keep-all=1",
          "encryption-key": pulumi.unsecret(fingerprint),
          password: "as declared",
        },
        secrets: { password: secrets.tokenSecret, "encryption-key": secrets.encryptionKey },
      },
      { ...opts, ...takenOverFrom("proxmoxve:storage/pbs:Pbs") },
    );
    return {
      storageId: storage.id.apply(() => id),
      // The contract keeps secrets out of what is observed.
      encryptionKeyFingerprint: pulumi
        .unsecret(storage.observed)
        .apply((observed) => String(observed["encryption-key"])),
    };
  }

  defineJob(
    name: string,
    id: string,
    storage: pulumi.Input<string>,
    job: BackupJob,
    opts: pulumi.CustomResourceOptions,
  ): void {
    const { fleecingStorage } = job;
    new RemoteObject(
      name,
      {
        host: this.host,
        kind: "pve backup job",
        identity: id,
        script: script("backup-job"),
        document: {
          storage,
          schedule: job.schedule,
          ...selection(job.guests),
          node: job.node,
          comment: job.comment,
          enabled: "1",
          mode: "snapshot",
          "notes-template": job.notesTemplate,
          "notification-mode": job.notificationMode,
          "prune-backups": "keep-all=1",
          "repeat-missed": job.repeatMissed ? "1" : "0",
          "pbs-change-detection-mode": job.changeDetectionMode,
          fleecing: fleecingStorage && `enabled=1,storage=${fleecingStorage}`,
        },
      },
      { ...opts, ...takenOverFrom("proxmoxve:backup/job:Job") },
    );
  }
}

function selection(guests: GuestSelection): Record<string, string | undefined> {
  if ("vmids" in guests) return { vmid: list(guests.vmids) };
  const { excludedVmids } = guests;
  return { all: "1", exclude: excludedVmids.length > 0 ? list(excludedVmids) : undefined };
}

/** Sorted as text, as the scripts sort what they read: the product keeps no order. */
const list = (items: readonly (string | number)[]) => items.map(String).sort().join(",");
