import * as path from "node:path";
import { run } from "../../commands/support/child";
import { type Plan } from "../../model/plan/plan";

const bootstrap = path.resolve(__dirname, "../../commands/bootstrap.js");

const npm = (...args: string[]) => run("npm", args);
const plan = (...args: string[]) => run(process.execPath, [bootstrap, "plan", ...args]);

describe("the plan as JSON", () => {
  it.each([
    ["npm run -s plan -- --json", () => npm("run", "-s", "plan", "--", "--json")],
    // npm keeps this option to itself, and moves its own two lines to standard error.
    ["npm run plan --json", () => npm("run", "plan", "--json")],
    ["node commands/bootstrap.js plan --json", () => plan("--json")],
  ])("is all that `%s` puts on standard output", async (_, command) => {
    const { code, stdout } = await command();
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Plan).findings.length).toBeGreaterThan(0);
  });

  it("says nothing on standard error where there is nothing to say", async () => {
    expect((await plan("--json")).stderr).toBe("");
  });

  it.each([
    ["a file that is not there", ["--file", "nowhere.yaml"], /^nowhere\.yaml cannot be read/],
    [
      "an option that there is not",
      ["--fiel", "x"],
      /^npm run plan: there is no option --fiel; .*\n$/,
    ],
  ])(
    "fails for %s with 1, a message on standard error and nothing else",
    async (_, args, message) => {
      const { code, stdout, stderr } = await plan("--json", ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(message);
    },
  );
});
