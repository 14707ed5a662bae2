import * as fs from "node:fs";
import { type Envelope } from "../../../model/remote/envelope";
import { type Received } from "../../support/destinations";
import { type RegisteredResource, unsealed } from "../../support/estate";
import { type HostRun } from "../../support/posix-host";
import { MinioMachine } from "../minio/minio-machine";
import { BackupServer } from "../pbs/backup-server";
import { ClusterNode } from "../pve/cluster-node";
import { WindowsServer } from "../veeam/windows-server";

/** Everything that the lab's stack configures over SSH, on this machine. */
export class LabMachines {
  readonly windows = new WindowsServer();
  readonly minio = new MinioMachine();

  static async start(): Promise<LabMachines> {
    return new LabMachines(await BackupServer.start(), await ClusterNode.start());
  }

  private constructor(
    readonly backupServer: BackupServer,
    readonly node: ClusterNode,
  ) {
    // Only that the server has them is asked; the export's own tests run them.
    backupServer.machine.install("rclone", ["exit 2"]);
    backupServer.machine.install("restic", ["echo restic 0.18.1 compiled with go1.26.6"]);
  }

  /** Applies one remote object on the machine that it belongs to. */
  apply(envelope: Envelope): Promise<HostRun> {
    const [product = ""] = envelope.kind.split(" ");
    const { backupServer, node, minio } = this;
    const machine = { pbs: backupServer, offsite: backupServer, pve: node, minio }[product];
    return (machine ?? this.windows).run("apply", envelope);
  }

  /** Makes a shell the one of every POSIX machine. */
  speak(shell: "/bin/sh" | "/bin/bash"): void {
    for (const { machine } of [this.backupServer, this.node, this.minio]) machine.speak(shell);
  }

  /** Command lines and environments of every process on a POSIX machine. */
  get seen(): string {
    return [this.backupServer, this.node, this.minio].map(({ machine }) => machine.seen).join("");
  }

  /** Names of all files on all machines. */
  fileNames(): string[] {
    const posix = [this.backupServer, this.node, this.minio].map(({ machine }) => machine);
    return [...posix, this.windows].flatMap((machine) => machine.fileNames());
  }

  /** What is on them, and what the engine would have been asked for besides. */
  received(resources: readonly RegisteredResource[]): Received {
    const { backupServer, node, windows, minio } = this;
    const veeamParts = {
      repository: ["VBRComputerBackupJob", "BackupRepository", "Name"],
      configurationRepository: ["VBRConfigurationBackupJob", "Repository", "Name"],
      protectionGroup: ["VBRComputerBackupJob", "BackupObject", "Name"],
      users: ["CCredentials", "Name"],
      passwords: ["CCredentials", "PasswordSha256"],
      repositories: ["CBackupRepository", "Name"],
      folders: ["CBackupRepository", "FriendlyPath"],
      paths: ["VBRComputerBackupJob", "SelectedFilesOptions", "SelectedFiles"],
    } as const;
    return {
      pbs: (file, section, property) =>
        sectionsIn(backupServer.at(`/etc/proxmox-backup/${file}`))
          .filter(({ id }) => id === section)
          .flatMap(({ values }) => values[property] ?? []),
      pbsPassword: (user) => {
        const hashes = JSON.parse(backupServer.read("/etc/proxmox-backup/shadow.json")) as Record<
          string,
          string
        >;
        return hashes[user.replace(/@.*/, "")] ?? "";
      },
      pve: (file, property) =>
        sectionsIn(node.file(file)).flatMap(({ values }) => values[property] ?? []),
      pveSecret: (name) => node.read(`priv/storage/${name}`),
      veeam: (part) => {
        const [type, ...property] = veeamParts[part];
        return windows
          .kept(type, ...property)
          .flat()
          .map(String);
      },
      veeamKeys: () => {
        const digests = windows.kept("PSCryptoKey", "PasswordSha256");
        return windows.kept("PSCryptoKey", "Description").map((description, index) => ({
          name: String(description).replace(/ \[[0-9a-f]+\]$/, ""),
          sha256: String(digests[index]),
        }));
      },
      iperiusJobs: () =>
        resources
          .filter(({ type }) => type === "backup:iperius:JobCheck")
          .map(({ inputs }) => (inputs["declared"] as { readonly job: string }).job),
      iperiusAccounts: () =>
        resources
          .filter(({ type }) => type === "backup:iperius:Folder")
          .map(
            ({ inputs }) =>
              (inputs["declared"] as { readonly serviceAccount: { readonly name: string } })
                .serviceAccount.name,
          ),
      minioPasswords: () => Object.values(minio.logIns()).map(({ secretKey }) => secretKey),
      inputs: (type, input) =>
        resources
          .filter((resource) => resource.type === type)
          .map(({ inputs }) =>
            input
              .split(".")
              .reduce<unknown>(
                (node, key) => (unsealed(node) as Record<string, unknown> | undefined)?.[key],
                inputs,
              ),
          )
          .map(unsealed),
    };
  }

  /** Ends and removes all of them. */
  async stop(): Promise<void> {
    await this.backupServer.stop();
    this.node.remove();
    this.minio.machine.remove();
    this.windows.remove();
  }
}

interface Section {
  readonly id: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Proxmox's files of sections: `type: id`, then a tab, a key, a blank and a value a line. None where no file is. */
function sectionsIn(file: string): Section[] {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return text.split(/\n(?=\S)/).map((section) => {
    const [header = "", ...lines] = section.split("\n");
    const values: Record<string, string[]> = {};
    for (const [, key = "", value = ""] of lines.map((line) => /^\t(\S+) (.*)$/.exec(line) ?? []))
      (values[key] ??= []).push(value);
    return { id: header.replace(/^\S+: /, ""), values };
  });
}
