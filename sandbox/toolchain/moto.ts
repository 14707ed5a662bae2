import { pythonPin } from "./pins";
import { pythonPackages } from "./python";
import { type Tool } from "./tool";

const requirements = "moto.txt";
const version = pythonPin(requirements, "moto");

/** Loading the server takes a second; another version can say so at once. */
const question = [
  "import importlib.metadata, sys",
  'found = importlib.metadata.version("moto")',
  `found == "${version}" and __import__("moto.server")`,
  "print(found)",
].join("\n");

/** The Python that can run `-m moto.server`, the stand-in for AWS. What moto gets wrong differs from version to version, so only the pinned one fits. */
export const moto: Tool = {
  id: "moto",
  title: `moto ${version}`,
  command: "python3",
  file: "bin/python",
  question: {
    args: ["-c", question],
    timeout: 30_000,
    fits: (answer) => answer.trimEnd().split("\n").at(-1) === version,
  },
  sources: [pythonPackages(requirements)],
};
