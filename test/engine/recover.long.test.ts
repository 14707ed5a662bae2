import * as fs from "node:fs";
import * as path from "node:path";
import { describeLostState } from "./support/lost-state";
import { TestSandbox } from "./support/sandbox";
import { describeOlderState } from "./support/older-state";

const sandbox = new TestSandbox("recover");

beforeAll(async () => {
  await sandbox.remove();
  expect((await sandbox.run("start")).output).toContain("The estate is applied");
});
afterAll(() => sandbox.remove());

describe("a stack whose state is lost, recovered by a command that is killed at every moment", () => {
  describeLostState(sandbox);
});

describe("an engine's key that only the vault still has", () => {
  it("comes back from its escrow, the same as before, and nothing changes", async () => {
    const kept = path.join(sandbox.layout.pulumi, "secrets", "veeam-password-vbr01");
    const password = fs.readFileSync(kept, "utf8");
    fs.rmSync(kept);
    const at = ["--path", "backup:secrets.veeamEncryptionPassword"];
    await sandbox.pulumi("config", "rm", ...at);

    const { code, output } = await sandbox.run("recover", ["--yes"]);

    expect(output).toMatch(/Back from the escrow, in \S+: .*[Vv]eeam/);
    expect(code).toBe(0);
    expect(fs.readFileSync(kept, "utf8")).toBe(password);
    expect(output).not.toContain(password);
    expect((await sandbox.pulumi("config", "get", ...at)).trim()).toContain(password);
    await sandbox.pulumi("preview", "--expect-no-changes");
  });
});

describe("yesterday's state over today's estate", () => {
  describeOlderState(sandbox);
});
