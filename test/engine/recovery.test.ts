import { describeRecovery } from "./support/recovery";
import { TestSandbox } from "./support/sandbox";

/** Those that leave most behind; `recovery.long.test.ts` tries every one. */
const tried = ["its servers start", "it has created most of the rest"];

describe("npm start", () => {
  describeRecovery(new TestSandbox("recovery"), (moment) => tried.includes(moment));
});
