import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { buildSync } from "esbuild";

const entry = path.resolve(__dirname, "../../../products/pbs/main.ts");

let root = "";
let executable = "";

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "pbs-executable-"));
  executable = path.join(root, "proxmox-backup-manager.js");
  buildSync({ entryPoints: [entry], outfile: executable, bundle: true, platform: "node" });
});

afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

function run(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [executable, ...words], {
      env: { ...process.env, PBS_ROOT: path.join(root, "server") },
    });
    const printed = { out: "", err: "" };
    child.stdout.on("data", (chunk: Buffer) => (printed.out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (printed.err += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...printed }));
  });
}

describe("the executable", () => {
  it("creates and shows, with exit code 0 and nothing on stderr", async () => {
    expect(await run("verify-job", "create", "job1", "--store", "abc")).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    expect(await run("verify-job", "show", "job1", "--output-format", "json")).toEqual({
      code: 0,
      out: '{"id":"job1","store":"abc"}\n',
      err: "",
    });
  });

  it("fails with exit code 255 and the reason on stderr only", async () => {
    const { code, out, err } = await run("verify-job", "show", "job9");
    expect({ code, out, err }).toEqual({
      code: 255,
      out: "",
      err: "Error: no such verification 'job9'\n",
    });
  });

  it("keeps all of 20 jobs that as many processes create at once", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `many${index + 10}`);
    const outcomes = await Promise.all(
      ids.map((id) => run("prune-job", "create", id, "--store", "abc", "--schedule", "daily")),
    );
    expect(outcomes.map(({ code }) => code)).toEqual(ids.map(() => 0));
    const { out } = await run("prune-job", "list", "--output-format", "json");
    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id).sort()).toEqual(ids);
  }, 60_000);

  it("takes the lock over from a process that was killed while holding it", async () => {
    const holder = path.join(root, "holder.js");
    buildSync({
      stdin: {
        contents: `import { acquire } from "./config/lock";
          void acquire(".verification.lck").then(() => process.stdout.write("held"));`,
        resolveDir: path.dirname(entry),
      },
      outfile: holder,
      bundle: true,
      platform: "node",
    });
    const child = spawn(process.execPath, [holder], {
      env: { ...process.env, PBS_ROOT: path.join(root, "server") },
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const pending = run("verify-job", "create", "job2", "--store", "abc");
    child.kill("SIGKILL");
    expect((await pending).code).toBe(0);
  }, 30_000);
});
