import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type Ended, run } from "../../commands/support/child";
import { projectRoot } from "../../lib/project-root";

/** A directory of its own in which a script of `.ci/` runs, with programs of its own first on PATH. */
export class Runner {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "ci-"));
  /** What GitHub calls RUNNER_TEMP: nothing may stay in it. */
  readonly temporary = this.folder("temporary");
  /** What a script is told of the run so far. */
  readonly said = this.folder("said");
  private readonly bin = this.folder("bin");

  /** Stands for `program`. */
  program(program: string, script: string): void {
    fs.writeFileSync(path.join(this.bin, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** Writes what the run has said so far. */
  say(file: string, text: string): void {
    fs.writeFileSync(path.join(this.said, file), text);
  }

  /** What a program has left here; nothing if it has not. */
  left(file: string): string {
    const place = path.join(this.root, file);
    return fs.existsSync(place) ? fs.readFileSync(place, "utf8") : "";
  }

  /** Runs `.ci/<script>`. */
  async run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return run(path.join(projectRoot, ".ci", script), args, {
      cwd: this.root,
      env: {
        ...{
          HOME: this.root,
          ROOT: this.root,
          RUNNER_TEMP: this.temporary,
          TMPDIR: this.temporary,
        },
        ...{ PATH: [this.bin, process.env["PATH"]].join(path.delimiter), ...env },
      },
    });
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true });
  }

  private folder(name: string): string {
    const place = path.join(this.root, name);
    fs.mkdirSync(place);
    return place;
  }
}

/**
 * GitHub's command line: answers a list with what is in `list.json`, by the filter it is given, and keeps every other
 * request, with the text it sends.
 */
export const gitHub = `
for last; do :; done
case "$*" in
  *--jq*) jq -r "$last" "$ROOT/list.json"; exit ;;
esac
echo "$*" >> "$ROOT/requests"
for each; do
  case "$each" in
    body=@*) cat "\${each#body=@}" >> "$ROOT/body" ;;
    */tmp.*) cat "$each" >> "$ROOT/body" ;;
  esac
done`;
