import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { Runner } from "./scripts";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
  runner.program("git", 'echo "$*" > "$ROOT/git-got"; echo "config: {}"');
});
afterEach(() => runner.remove());

const npm = (code: number) =>
  `pwd > "$ROOT/where"; echo "$*" > "$ROOT/npm-got"; cp "$5" "$ROOT/before"; exit ${code}`;

describe("the review of a checkout", () => {
  it.each([
    ["nothing differs", 0, 0],
    ["it is refused", 1, 1],
    ["something differs, which is no failure", 2, 0],
    ["npm is stopped", 130, 130],
  ])(
    "compares a commit's file with the one here: %s (npm ends with %d)",
    async (_, verdict, ending) => {
      runner.program("npm", npm(verdict));

      const { code } = await runner.run("review", ["HEAD^1", "out/of"]);

      expect(code).toBe(ending);
      expect(runner.left("git-got")).toBe("show HEAD^1:Pulumi.lab.yaml\n");
      expect(runner.left("where").trim()).toBe(projectRoot);
      const place = path.join(runner.root, "out", "of");
      expect(runner.left("npm-got")).toMatch(
        new RegExp(
          `^run review -- --base \\S+/Pulumi\\.lab\\.yaml --head Pulumi\\.lab\\.yaml --markdown ${place}/review\\.md --html ${place}/review\\.html\\n$`,
        ),
      );
      expect(runner.left("before")).toBe("config: {}\n");
      expect(fs.readdirSync(runner.temporary)).toEqual([]);
    },
  );

  it("fails where the commit is not there, without a review", async () => {
    runner.program("npm", npm(0));
    runner.program("git", "echo 'fatal: invalid object name' >&2; exit 128");
    const { code, stderr } = await runner.run("review", ["nowhere", "out"]);
    expect([code, runner.left("npm-got")]).toEqual([128, ""]);
    expect(stderr).toContain("fatal: invalid object name");
  });

  it.each([[[]], [["main"]]])(
    "fails with %j for arguments, and says what is missing",
    async (args) => {
      const { code, stderr } = await runner.run("review", args);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/the (commit to compare with|directory for the review) is missing/);
    },
  );
});
