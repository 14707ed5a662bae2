import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Agent, type Bucket } from "./agent";
import { resticProgram } from "../quick-restic";
import { snapshot } from "./backed-up-guest";

const runbook = path.resolve(__dirname, "../../../docs/runbooks/offsite-restore.md");

/** What somebody who typed it saw, and how it ended. */
export interface Typed {
  readonly code: number | null;
  /** Both outputs, and `ended with CODE`. */
  readonly said: string;
}

/** What there is an export of, and where it is. */
export interface Exported {
  readonly agent: Agent;
  readonly bucket: Bucket;
}

/** What is different in a test from what the runbook says. */
export type Differences = Readonly<Record<string, string>>;

/** What the runbook has somebody type who has nothing left but AWS, for the guest of the test and its S3. */
function commands({ bucket }: Exported, differences: Differences): string {
  const text = fs.readFileSync(runbook, "utf8");
  const [, block = ""] = /## Nothing is left but AWS\n[^]*?```sh\n([^]*?)```/.exec(text) ?? [];
  const here: Differences = {
    "bucket=astronomy-lab-vm-archive": "bucket=vm-archive",
    "estate=astronomy-lab-backup/lab": "estate=lab/test",
    "snapshot=vm/2002/2026-11-22T01:00:00Z": `snapshot=${snapshot}`,
    "https://s3.us-east-1.amazonaws.com": bucket.url,
    "provider = AWS": `provider = Other\nendpoint = ${bucket.url}`,
    ...differences,
  };
  return Object.entries(here).reduce(
    (line, [there, own]) => {
      if (!line.includes(there)) throw new Error(`the runbook does not say ${there}`);
      return line.replaceAll(there, own);
    },
    // The key is there; Secrets Manager is not.
    block.replace(/^aws secretsmanager.*\\\n.*\n/m, ""),
  );
}

/** Types it, in a directory of its own. */
export function typeRunbook(
  guest: Exported,
  directory: string,
  differences: Differences = {},
): Promise<Typed> {
  fs.mkdirSync(directory, { recursive: true });
  fs.copyFileSync(
    guest.agent.at("configuration/vm/export-key"),
    path.join(directory, "export-key"),
  );
  const shell = spawn("sh", ["-euc", commands(guest, differences)], {
    cwd: directory,
    env: {
      PATH: [path.dirname(resticProgram()), process.env["PATH"]].join(":"),
      ...{ AWS_ACCESS_KEY_ID: "sandbox", AWS_SECRET_ACCESS_KEY: "sandbox", HOME: directory },
    },
  });
  let said = "";
  for (const stream of [shell.stdout, shell.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    shell.once("error", reject);
    shell.once("close", (code) => resolve({ code, said: `${said}\nended with ${code}\n` }));
  });
}
