import { pythonPin } from "./pins";
import { pythonPackages } from "./python";
import { type Tool } from "./tool";

const requirements = "zizmor.txt";
const version = pythonPin(requirements, "zizmor");

/** What audits workflows of GitHub. Each release finds more, so only the pinned one says everywhere the same. */
export const zizmor: Tool = {
  id: "zizmor",
  title: `zizmor ${version}`,
  command: "zizmor",
  file: "bin/zizmor",
  question: {
    args: ["--version"],
    fits: (answer) => answer.trim() === `zizmor ${version}`,
  },
  sources: [pythonPackages(requirements)],
};
