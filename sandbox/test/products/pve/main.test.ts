import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { type RunningPve, startPve } from "./pve-server";

let directory: string;
let program: string;
let pve: RunningPve;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "pve-main-"));
  program = path.join(directory, "pve.js");
  const entry = path.resolve(__dirname, "../../../products/pve/main.ts");
  buildSync({ entryPoints: [entry], outfile: program, bundle: true, platform: "node" });
  // Its certificate and state serve the program too.
  pve = await startPve();
});
afterAll(async () => {
  await pve.stop();
  rmSync(directory, { recursive: true });
});

function start(environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [program], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

describe("the PVE server's program", () => {
  it("listens on loopback and stops at SIGTERM", async () => {
    const child = start({
      PVE_STATE: path.join(directory, "state"),
      PVE_PORT: "0",
      PVE_TLS_CERT: pve.certificateFile,
      PVE_TLS_KEY: path.join(pve.state, "key.pem"),
    });
    const [line] = (await once(child.stdout ?? process.stdin, "data")) as [Buffer];
    expect(line.toString()).toContain("PVE API listening on https://127.0.0.1:");
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("fails at once and names what its environment lacks", async () => {
    const child = start({ PVE_STATE: directory });
    const [text] = (await once(child.stderr ?? process.stdin, "data")) as [Buffer];
    const [code] = (await once(child, "exit")) as [number];
    expect(code).toBe(1);
    expect(text.toString()).toContain("environment variable PVE_PORT is missing");
  });
});
