import * as fs from "node:fs";
import { Runner } from "./scripts";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
  runner.program("pulumi", 'echo "$*" >> "$ROOT/pulumi-got"; echo "{ secret }"');
});
afterEach(() => runner.remove());

/** Keeps what it was told, what it could read, and who else could. */
const npm = (code: number) => `
echo "$*" >> "$ROOT/npm-got"
for file; do :; done
cat "$file" > "$ROOT/read"
stat -c %a "$file" "$(dirname "$file")" > "$ROOT/modes"
exit ${code}`;

describe("the policy on what is deployed", () => {
  it.each([0, 1])(
    "judges an export that nobody else can read, and ends with %d as it does",
    async (verdict) => {
      runner.program("npm", npm(verdict));

      const { code, stdout } = await runner.run("deployed-policy", ["lab"]);

      expect(code).toBe(verdict);
      expect(runner.left("pulumi-got")).toBe("stack export --show-secrets --stack lab\n");
      expect(runner.left("npm-got")).toMatch(
        /^run policy -- --state \S+\/temporary\/exported\.\S+\n$/,
      );
      expect(runner.left("read")).toBe("{ secret }\n");
      expect(runner.left("modes")).toBe("600\n700\n");
      expect(stdout).not.toContain("secret");
      expect(fs.readdirSync(runner.temporary)).toEqual([]);
    },
  );

  it("fails where nothing could be exported, judges nothing and leaves nothing", async () => {
    runner.program("npm", npm(0));
    runner.program("pulumi", "echo '{ half'; exit 255");

    const { code } = await runner.run("deployed-policy", ["lab"]);

    expect([code, runner.left("npm-got")]).toEqual([255, ""]);
    expect(fs.readdirSync(runner.temporary)).toEqual([]);
  });

  it("leaves nothing when it is told to stop", async () => {
    runner.program("npm", 'kill -TERM "$PPID"');
    const { code } = await runner.run("deployed-policy", ["lab"]);
    expect(code).not.toBe(0);
    expect(fs.readdirSync(runner.temporary)).toEqual([]);
  });

  it("fails without a stack", async () => {
    const { code, stderr } = await runner.run("deployed-policy", []);
    expect(code).not.toBe(0);
    expect(stderr).toContain("the name of the stack is missing");
  });
});
