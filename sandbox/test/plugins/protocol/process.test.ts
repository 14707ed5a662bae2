import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../../../../lib/project-root";
import { identify } from "../../../supervisor/status";
import { until } from "../../../../test/support/until";
import { PluginClient } from "./client";

const directory = mkdtempSync(path.join(tmpdir(), "plugin-"));
const program = path.join(directory, "command.js");

beforeAll(() => {
  const esbuild = path.join(projectRoot, "node_modules", ".bin", "esbuild");
  const main = path.join(projectRoot, "sandbox", "plugins", "command", "main.ts");
  const options = ["--bundle", "--platform=node", "--target=node20", "--log-level=error"];
  const native = ["--external:cpu-features", "--external:*.node"];
  execFileSync(esbuild, [main, ...options, ...native, `--outfile=${program}`]);
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Starts the plugin as the engine does, and returns the port it prints. */
async function start(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [program, "127.0.0.1:1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, port: Number(line) };
}

describe("a plugin's process", () => {
  it("prints its port, serves on it and ends when the engine cancels", async () => {
    const { child, port } = await start();
    const client = PluginClient.connect(port);
    expect(await client.checkConfig({})).toEqual([]);
    const ended = once(child, "exit");
    await client.cancel();
    expect(await ended).toEqual([0, null]);
    await client.close();
  });

  it.each(["SIGTERM", "SIGINT"] as const)("ends in order on %s", async (signal) => {
    const { child } = await start();
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("ends when the process that started it is killed", async () => {
    const code = `
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, [${JSON.stringify(program)}], { stdio: ["ignore", "inherit", "inherit"] });
      console.log("pid " + child.pid);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    const lines: string[] = [];
    for await (const line of createInterface({ input: parent.stdout })) {
      lines.push(line);
      if (lines.length === 2) break;
    }
    const pid = Number(lines.find((line) => line.startsWith("pid "))?.slice(4));
    expect(identify(pid)).toBeDefined();
    parent.kill("SIGKILL");
    await until(() => identify(pid) === undefined);
  });
});
