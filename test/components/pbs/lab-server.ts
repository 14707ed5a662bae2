import * as fs from "node:fs";
import { X509Certificate } from "node:crypto";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { askApi, type Reply } from "../../../sandbox/test/products/pbs/api-request";
import { unsealed } from "../../support/estate";
import { labConfiguration, setAt } from "../../support/lab";
import { type HostRun } from "../../support/posix-host";
import { registeredWith } from "../../support/program";
import { keyFile } from "../../support/client-key";
import { BackupServer } from "./backup-server";

/** A token as its holder, or a thief, has it. */
export interface Login {
  /** `user@realm!name`. */
  readonly id: string;
  readonly secret: string;
}

/** A Proxmox Backup Server on which the stack has applied the lab's own declaration. */
export class LabServer {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly server: BackupServer,
    /** Everything that the lab's program sends to any host. */
    readonly envelopes: readonly Envelope[],
  ) {}

  /** Starts a server and applies what the lab declares of it: everything, or what is wanted. */
  static async start(
    isWanted = ({ kind }: Envelope) => kind.startsWith("pbs "),
  ): Promise<LabServer> {
    const lab = new LabServer(await BackupServer.start(), await labEnvelopes());
    try {
      await lab.apply(lab.envelopes.filter(isWanted));
    } catch (error) {
      await lab.server.stop();
      throw error;
    }
    return lab;
  }

  /** Applies some of what a program sends, in its order. */
  async apply(envelopes: readonly Envelope[]): Promise<void> {
    for (const envelope of envelopes) {
      const { value } = await this.server.apply(envelope);
      if (typeof value === "string") this.tokens.set(envelope.identity, value);
    }
  }

  /** A token that the stack made. */
  login(id: string): Login {
    const secret = this.tokens.get(id);
    if (secret === undefined) throw new Error(`the lab makes no token ${id}`);
    return { id, secret };
  }

  /** Makes a token by hand, with a role for it and its user. */
  async madeByHand(id: string, role: string, path: string): Promise<Login> {
    const [user = "", name = ""] = id.split("!");
    const manager = (...words: string[]) => this.server.by("proxmox-backup-manager", ...words);
    if (user !== "root@pam") await manager("user", "create", user);
    const made = await manager("user", "generate-token", user, name);
    for (const holder of [user, id].filter((one) => one !== "root@pam")) {
      await manager("acl", "update", path, role, "--auth-id", holder);
    }
    return { id, secret: (JSON.parse(made.replace("Result: ", "")) as { value: string }).value };
  }

  /** Runs the product's backup client on the datastore of the virtual machines. */
  client({ id, secret }: Login, ...words: readonly string[]): Promise<HostRun> {
    const certificate = this.server.read("/etc/proxmox-backup/proxy.pem");
    return this.server.tryBy("proxmox-backup-client", words, {
      HOME: this.server.at("/root"),
      PBS_REPOSITORY: `${id}@127.0.0.1:${this.server.port}:vm-backup`,
      PBS_PASSWORD: secret,
      PBS_FINGERPRINT: new X509Certificate(certificate).fingerprint256.toLowerCase(),
    });
  }

  /** Calls the API. */
  ask({ id, secret }: Login, method: string, path: string, body?: unknown): Promise<Reply> {
    return askApi(this.server.port, { method, path, credential: `${id}:${secret}`, body });
  }

  /** Every file of the server's configuration and of its backups, by path; what it logs is left out. */
  files(): Record<string, string> {
    const inside = ["etc/proxmox-backup", "mnt"].flatMap((top) =>
      fs
        .readdirSync(this.server.at(top), { recursive: true, encoding: "utf8" })
        .map((name) => `${top}/${name}`),
    );
    const files = inside.filter((name) => fs.statSync(this.server.at(name)).isFile());
    return Object.fromEntries(
      files.map((name) => [name, fs.readFileSync(this.server.at(name), "base64")]),
    );
  }

  /** Puts the server's configuration and backups back to what {@link files} said, whatever was done to them. */
  restore(files: Readonly<Record<string, string>>): void {
    const now = this.files();
    for (const name of Object.keys(now).filter((one) => !(one in files)))
      fs.rmSync(this.server.at(name));
    for (const [name, content] of Object.entries(files).filter(([one, was]) => now[one] !== was)) {
      fs.mkdirSync(this.server.at(`${name}/..`), { recursive: true });
      fs.writeFileSync(this.server.at(name), content, "base64");
    }
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/**
 * What the lab's program sends, with its cluster configured through a node's shell, so that nothing of it is left to a
 * provider.
 *
 * @param change - of the declaration
 */
export async function labEnvelopes(
  change: (declaration: Record<string, unknown>) => void = () => undefined,
): Promise<Envelope[]> {
  const configuration = labConfiguration((declaration) => {
    change(declaration);
    setAt(declaration["backup:pve"] as Record<string, unknown>, "through", "shell");
    const keys = declaration["backup:secrets"] as Record<string, unknown>;
    keys["pbsEncryptionKeys"] = { "pbs-vm": keyFile(1), "pbs-ct": keyFile(2) };
  });
  const resources = await registeredWith(configuration);
  return resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? []);
}
