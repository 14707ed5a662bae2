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
  describeLostState(sandbox, () => true);
});

describe("yesterday's state over today's estate", () => {
  describeOlderState(sandbox);
});
