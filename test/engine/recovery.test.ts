import { TestSandbox } from "./support/sandbox";

/** Seconds into npm start at which it dies: while servers start, while it previews, while it creates. */
const deaths = [1, 4, 9, 15, 18, 21, 24];

describe("npm start after it was killed", () => {
  const sandbox = new TestSandbox("recovery");

  beforeAll(() => sandbox.remove());
  afterAll(() => sandbox.remove());

  it("ends in the same state, whenever it was killed", async () => {
    for (const seconds of deaths) {
      const start = sandbox.launch("start");
      const timer = setTimeout(() => process.kill(-start.pid, "SIGKILL"), seconds * 1000);
      await start.finished;
      clearTimeout(timer);
    }

    const { code, output } = await sandbox.run("start");

    expect(output).toContain("The estate is applied");
    expect(code).toBe(0);
    await sandbox.pulumi("refresh", "--yes", "--expect-no-changes");
    await sandbox.pulumi("preview", "--policy-pack", "policy", "--expect-no-changes");
    expect((await sandbox.run("drift")).code).toBe(0);
  });
});
