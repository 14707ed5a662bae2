import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { type RunningPve, startPve } from "./pve-server";

let directory: string;
let pve: RunningPve;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "pve-commands-"));
  for (const name of ["pvesh", "pvesm"]) {
    const entry = path.resolve(__dirname, `../../../products/pve/${name}-main.ts`);
    const outfile = path.join(directory, `${name}.js`);
    buildSync({ entryPoints: [entry], outfile, bundle: true, platform: "node" });
  }
  pve = await startPve();
});
afterAll(async () => {
  await pve.stop();
  rmSync(directory, { recursive: true });
});

function run(name: string, words: readonly string[], stdin = "") {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(directory, `${name}.js`), ...words], {
      env: { ...process.env, PVE_STATE: pve.state },
    });
    const printed = { out: "", err: "" };
    child.stdout.on("data", (chunk: Buffer) => (printed.out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (printed.err += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...printed }));
    child.stdin.end(stdin);
  });
}

describe("the commands of a node", () => {
  it("work on the same cluster as the API over HTTP", async () => {
    const words = ["add", "pbs", "pbs-vm", "--server", "pbs", "--datastore", "vm", "--password"];
    expect(await run("pvesm", words, "secret\n")).toEqual({ code: 0, out: "", err: "" });
    expect((await pve.call("GET", "/storage/pbs-vm")).data).toMatchObject({ datastore: "vm" });

    await pve.call("POST", "/cluster/backup", { id: "weekly", schedule: "daily", all: "1" });
    const { out } = await run("pvesh", [
      "get",
      "/cluster/backup/weekly",
      "--output-format",
      "json",
    ]);
    expect(JSON.parse(out)).toMatchObject({ id: "weekly", all: 1 });
  });

  it("lose none of 16 changes that both make at once", async () => {
    const ids = Array.from({ length: 16 }, (_, index) => `many-${index}`);
    const job = ["--schedule", "daily", "--all", "1"];
    await Promise.all(
      ids.map((id, index) =>
        index % 2 === 0
          ? run("pvesh", ["create", "/cluster/backup", "--id", id, ...job])
          : pve.call("POST", "/cluster/backup", { id, schedule: "daily", all: "1" }),
      ),
    );
    const { data } = await pve.call("GET", "/cluster/backup");
    expect((data as { id: string }[]).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  }, 60_000);
});
