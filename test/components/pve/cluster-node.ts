import * as fs from "node:fs";
import * as path from "node:path";
import { type Envelope, type RemoteAction, sealEnvelope } from "../../../model/remote/envelope";
import { shellCommandLine } from "../../../components/remote/shell";
import { buildExecutables } from "../../../sandbox/build";
import { type HostRun } from "../../support/posix-host";
import { WitnessedMachine } from "../../support/witnessed-machine";

/** A real shell on a node with a cluster of its own behind `pvesh` and `pvesm`. */
export class ClusterNode {
  readonly machine = new WitnessedMachine("cluster-node");
  private readonly directory = this.machine.directory;
  /** What the node sees as `/etc/pve`. */
  readonly state = path.join(this.directory, "etc-pve");

  /** Makes the node, with the sandbox's stand-ins for its programs. */
  static async start(): Promise<ClusterNode> {
    return new ClusterNode(await buildExecutables(["pvesh", "pvesm"]));
  }

  private constructor(programs: Readonly<Record<string, { readonly file: string }>>) {
    fs.mkdirSync(this.state);
    for (const [name, { file }] of Object.entries(programs))
      this.machine.install(name, [`PVE_STATE='${this.state}' exec '${file}' "$@"`]);
  }

  /** Command lines and environments of everything that ran, as any user of the machine could have seen them. */
  get seen(): string {
    return this.machine.seen;
  }

  /** How often one of the commands ran with words that match. */
  count(words: RegExp): number {
    return this.machine.count(words);
  }

  /** A file below `/etc/pve`. */
  file(name: string): string {
    return path.join(this.state, name);
  }

  read(name: string): string {
    return fs.readFileSync(this.file(name), "utf8");
  }

  /** Does what the stack would do over SSH. */
  run(action: RemoteAction, envelope: Envelope): Promise<HostRun> {
    // The scripts know the product's own path; this node keeps it elsewhere.
    const script = envelope.script.replaceAll("/etc/pve", this.state);
    return this.machine.run(shellCommandLine(action), sealEnvelope({ ...envelope, script }));
  }

  /** Runs a command by hand. */
  by(command: string, ...words: readonly string[]): Promise<HostRun> {
    return this.machine.by(command, words);
  }

  remove(): void {
    this.machine.remove();
  }
}
