import { describeRecovery } from "./support/recovery";
import { TestSandbox } from "./support/sandbox";

describe("npm start, killed at every moment of it", () => {
  describeRecovery(new TestSandbox("recovery"), () => true);
});
