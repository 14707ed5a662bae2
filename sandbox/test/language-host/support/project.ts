import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** What a runner of the fake SDK was started with. */
export interface Recorded {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A runner that writes down how it was started and then does what `EXIT_WITH` says. */
const runner = `
require("node:fs").writeFileSync(__dirname + "/recorded.json", JSON.stringify({
  argv: process.argv.slice(2), cwd: process.cwd(), env: process.env }));
// A program's output is the host's own, and would only be noise in the test's.
if (__dirname.endsWith("policy-pack")) {
  console.log("printed by the runner");
  console.error("complained by the runner");
}
const wanted = process.env.EXIT_WITH ?? "0";
if (wanted === "wait") setInterval(() => undefined, 1000);
else if (wanted === "signal") process.kill(process.pid, "SIGKILL");
else process.exit(Number(wanted));
`;

/** A Pulumi project in a temporary directory, with a fake SDK installed. */
export class FakeProject {
  readonly directory = mkdtempSync(path.join(os.tmpdir(), "language-host-"));
  private readonly sdk = path.join(this.directory, "node_modules", "@pulumi", "pulumi");

  constructor() {
    for (const name of ["cmd/run", "cmd/run-policy-pack"]) {
      mkdirSync(path.join(this.sdk, name), { recursive: true });
      writeFileSync(path.join(this.sdk, name, "index.js"), runner);
    }
    writeFileSync(path.join(this.sdk, "package.json"), '{"version": "3.259.0"}');
    writeFileSync(
      path.join(this.directory, "package.json"),
      JSON.stringify({
        dependencies: { "@pulumi/pulumi": "^3.200.0" },
        devDependencies: { absent: "~1.2.3" },
      }),
    );
  }

  /** What `cmd/run` or `cmd/run-policy-pack` was started with last. */
  recorded(name: "run" | "run-policy-pack"): Recorded {
    const file = path.join(this.sdk, "cmd", name, "recorded.json");
    return JSON.parse(readFileSync(file, "utf8")) as Recorded;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}
