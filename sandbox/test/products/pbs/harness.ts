import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { dispatch } from "../../../products/pbs/command-line/dispatch";
import { type CommandGroup, type Context } from "../../../products/pbs/command-line/command";
import { commands } from "../../../products/pbs/commands";
import { debugCommands } from "../../../products/pbs/debug/commands";

/** What a command printed and returned. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A Proxmox Backup Server of its own for each test, below a temporary directory. */
export interface TestServer {
  /** Runs a command in this process. */
  run(...words: string[]): Promise<Outcome>;
  /** Runs `proxmox-backup-debug api …`. */
  debug(...words: string[]): Promise<Outcome>;
  /** Runs a command that must succeed and returns its JSON. */
  json(...words: string[]): Promise<unknown>;
  /** Runs a command that must be refused and returns stderr's first line. */
  refusal(...words: string[]): Promise<string>;
  /** A product path in the temporary directory. */
  at(productPath: string): string;
  /** The text of a configuration file. */
  config(name: string): string;
}

/** Gives each test of the file a fresh server and removes it afterwards. */
export function useServer(): TestServer {
  let root = "";
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "pbs-"));
    process.env["PBS_ROOT"] = root;
  });
  afterEach(() => {
    delete process.env["PBS_ROOT"];
    fs.rmSync(root, { recursive: true, force: true });
  });
  const at = (productPath: string) => path.join(root, productPath);
  const runIn = async (program: string, tree: CommandGroup, words: readonly string[]) => {
    const { context, printed } = recording();
    const code = await dispatch(program, tree, words, context);
    return { code, ...printed };
  };
  const run = (...words: string[]) => runIn("proxmox-backup-manager", commands, words);
  return {
    run,
    debug: (...words) => runIn("proxmox-backup-debug", debugCommands, ["api", ...words]),
    at,
    config: (name) => fs.readFileSync(at(`/etc/proxmox-backup/${name}`), "utf8"),
    async json(...words) {
      const { code, out, err } = await run(...words, "--output-format", "json");
      if (code !== 0) throw new Error(`${words.join(" ")} was refused: ${err}`);
      return JSON.parse(out) as unknown;
    },
    async refusal(...words) {
      const { code, err } = await run(...words);
      if (code !== 255) throw new Error(`${words.join(" ")} returned ${code}, expected 255`);
      return err.split("\n")[0] ?? "";
    },
  };
}

/** Surroundings that keep what is printed; root@pam on a host whose daemon runs. */
export function recording(authId = "root@pam"): {
  readonly context: Context;
  readonly printed: { out: string; err: string };
} {
  const printed = { out: "", err: "" };
  const context: Context = {
    authId,
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    now: () => new Date(),
    reachDaemon: () => Promise.resolve(),
  };
  return { context, printed };
}
