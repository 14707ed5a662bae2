import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";

const guest = useBackedUpGuest();

const runbook = path.resolve(__dirname, "../../../docs/runbooks/offsite-restore.md");

/** What the runbook has somebody type who has nothing left but AWS, for the guest of the test and its S3. */
function typed(): string {
  const text = fs.readFileSync(runbook, "utf8");
  const [, commands = ""] = /## Nothing is left but AWS\n[^]*?```sh\n([^]*?)```/.exec(text) ?? [];
  const here = {
    "astronomy-lab-vm-archive": "vm-archive",
    "vm/2002/2026-11-22T01:00:00Z": snapshot,
    "provider = AWS\nenv_auth = true":
      `provider = Other\nendpoint = ${guest.bucket.url}\n` +
      "access_key_id = sandbox\nsecret_access_key = sandbox",
  };
  return Object.entries(here).reduce(
    (line, [there, own]) => {
      if (!line.includes(there)) throw new Error(`the runbook does not say ${there}`);
      return line.replaceAll(there, own);
    },
    // The key is there; Secrets Manager is not.
    commands.replace(/^aws secretsmanager.*\\\n.*\n/m, ""),
  );
}

/** Types it, in a directory of its own. */
function typing(directory: string): Promise<{ code: number | null; said: string; err: string }> {
  const environment = { PATH: process.env["PATH"], GNUPGHOME: directory };
  const shell = spawn("sh", ["-euc", typed()], { cwd: directory, env: environment });
  const printed = { said: "", err: "" };
  shell.stdout.on("data", (chunk: Buffer) => (printed.said += chunk.toString()));
  shell.stderr.on("data", (chunk: Buffer) => (printed.err += chunk.toString()));
  return new Promise((resolve, reject) => {
    shell.once("error", reject);
    shell.once("close", (code) => resolve({ code, ...printed }));
  });
}

describe("the runbook for when nothing is left but AWS", () => {
  it("brings an image back byte by byte without the agent, and shows that the key is the right one", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const directory = guest.agent.at("elsewhere");
    fs.mkdirSync(directory);
    fs.copyFileSync(
      guest.agent.at("configuration/vm/export-key"),
      path.join(directory, "export-key"),
    );

    const { code, said, err } = await typing(directory);

    expect({ code, err }).toMatchObject({ code: 0 });
    expect(fs.readFileSync(path.join(directory, "image")).equals(guest.image)).toBe(true);
    const fingerprints = said.match(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/gm);
    expect(fingerprints).toHaveLength(2);
    expect(fingerprints?.[0]).toBe(fingerprints?.[1]);
  });
});
