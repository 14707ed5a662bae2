import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ToolCache, cacheRoot } from "../../toolchain/cache";
import { Reach } from "../../toolchain/reach";
import { type Installation, type ToolContext } from "../../toolchain/tool";
import { Turns } from "../../toolchain/turns";

/** A machine of its own in a temporary directory: a PATH, a home with a cache, and what was reported. */
export class Scratch {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "toolchain-"));
  readonly bin = this.directory("bin");
  readonly env: NodeJS.ProcessEnv = {
    HOME: this.directory("home"),
    PATH: this.bin,
    RECORD: this.path("record"),
  };
  readonly reports: string[] = [];
  readonly report = (text: string) => void this.reports.push(text);

  path(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  directory(...parts: string[]): string {
    fs.mkdirSync(this.path(...parts), { recursive: true });
    return this.path(...parts);
  }

  write(relative: string, text: string): string {
    fs.mkdirSync(path.dirname(this.path(relative)), { recursive: true });
    fs.writeFileSync(this.path(relative), text);
    return this.path(relative);
  }

  /** A shell script called `relative`, without a PATH of its own beyond the system's tools. */
  script(relative: string, body: string): string {
    const file = this.write(relative, `#!/bin/sh\nPATH=$PATH:/usr/bin:/bin\n${body}\n`);
    fs.chmodSync(file, 0o755);
    return file;
  }

  /** A program called `relative` that is no script and does nothing. */
  binary(relative: string): string {
    const file = this.path(relative);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.copyFileSync("/bin/true", file);
    return file;
  }

  /** What scripts appended to `$RECORD`, line by line. */
  recorded(): string[] {
    const record = this.path("record");
    return fs.existsSync(record) ? fs.readFileSync(record, "utf8").trimEnd().split("\n") : [];
  }

  context(): ToolContext {
    const cache = new ToolCache(cacheRoot(this.env));
    return { env: this.env, cache, reach: new Reach(10_000), compilers: new Turns() };
  }

  installation(): Installation {
    const directory = this.directory("installation");
    const log = this.write("installation.log", "");
    return { ...this.context(), directory, log, report: this.report };
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}
