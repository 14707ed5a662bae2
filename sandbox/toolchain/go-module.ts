import * as path from "node:path";
import { mustRun, type CommandOptions } from "./command";
import { go } from "./go";
import { pinFile, pinText } from "./pins";
import { resolveTool } from "./resolve-tool";
import { type Source } from "./tool";

/** A program that is built from source. */
export interface GoProgram {
  /** The folder below `go/` with the `go.mod` and `go.sum` that pin everything it is built from. */
  readonly folder: string;
  /** The import path of its main package. */
  readonly main: string;
  /** The executable's name. */
  readonly command: string;
  /** Variables the linker sets: version numbers, which a build from modules would not know. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What the linker is told: no symbol tables, and the variables. */
function linkerFlags({ variables }: GoProgram): string {
  const settings = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  return ["-s", "-w", ...settings].join(" ");
}

/** Counts a compiler's packages: `go build -v` prints each one's import path as it begins with it. */
function counter(total: number, report: (text: string) => void): (line: string) => void {
  let count = 0;
  return (line) => {
    const isImportPath = /^\S+$/.test(line);
    if (isImportPath) report(`building, ${(count += 1)} of at most ${total} packages`);
  };
}

/** Built from source through the Go module proxy, verified by the committed `go.sum`. */
export function goModule(program: GoProgram): Source {
  const flags = linkerFlags(program);
  return {
    name: "the Go module proxy",
    pins: async () =>
      [...["go.mod", "go.sum"].map((file) => pinText(`go/${program.folder}/${file}`)), flags].join(
        "\n",
      ),
    isAvailable: async () => true,
    async install(installation) {
      const { directory, env, log, report, compilers } = installation;
      const compiler = await resolveTool(go, installation, (text) => report(`Go ${text}`));
      const options: CommandOptions = {
        cwd: pinFile(`go/${program.folder}`),
        // Without cgo the result does not depend on a C compiler or library being there.
        env: { ...env, GOFLAGS: "-mod=readonly", GOWORK: "off", CGO_ENABLED: "0" },
        log,
      };

      report("fetching modules");
      const packages = await mustRun(compiler, ["list", "-deps", program.main], options);
      const total = packages.stdout.split("\n").length;

      report("waiting for its turn to be built");
      const output = path.join(directory, "bin", program.command);
      const build = ["build", "-trimpath", "-v", "-ldflags", flags, "-o", output, program.main];
      await compilers.take(async () => {
        report("building");
        const onLine = counter(total, report);
        await mustRun(compiler, build, { ...options, onLine });
      });
    },
  };
}
