import { execFileSync, spawnSync } from "node:child_process";
import * as path from "node:path";
import { timed } from "../../../commands/bench/timed";
import { projectRoot } from "../../../lib/project-root";

const node = (program: string, fine?: readonly number[]) =>
  timed({ program: process.execPath, args: ["-e", program], environment: process.env, fine });

describe("a command that is measured", () => {
  it("counts from its start to its end, with the memory of what it starts", async () => {
    const holder = "const held = Buffer.alloc(200e6, 1); setTimeout(() => held.length, 1500);";
    const starter = `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(holder)}]);`;
    const { seconds, peakMemoryMB } = await node(starter);
    expect(seconds).toBeGreaterThan(1.4);
    expect(peakMemoryMB).toBeGreaterThan(200);
    expect(peakMemoryMB).toBeLessThan(2_000);
  });

  it("fails with what was printed when it fails: a run that broke off is no figure", async () => {
    await expect(node('console.error("no such stack"); process.exit(3)')).rejects.toThrow(
      /ended with 3:\nno such stack/,
    );
    await expect(node("process.exit(2)", [0, 2])).resolves.toMatchObject({});
    await expect(node('process.kill(process.pid, "SIGKILL")')).rejects.toThrow("ended with null");
  });
});

describe("npm run bench", () => {
  const bench = [path.join(projectRoot, "commands/bootstrap.js"), "bench"];

  it("fails and says so where no sandbox runs", () => {
    const env = { ...process.env, SANDBOX_ROOT: path.join(projectRoot, ".sandbox", "nowhere") };
    const { status, stderr } = spawnSync(process.execPath, bench, { env, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/no sandbox runs in .*nowhere; start it with: npm start/);
  });

  it.each(["0", "-1", "many", "1.5"])("fails for %p rounds", (repeats) => {
    const { status, stderr } = spawnSync(process.execPath, [...bench, "--repeats", repeats], {
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("a whole number from 1 on is wanted");
  });

  it("explains its options", () => {
    const help = execFileSync(process.execPath, [...bench, "--help"], { encoding: "utf8" });
    expect(help).toContain("--with-ansible");
    expect(help).not.toContain("--first-update");
  });
});
