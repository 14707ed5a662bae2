import { describeKilledStart } from "./support/recovery";
import { TestSandbox } from "./support/sandbox";

const sandbox = new TestSandbox("recovery");

beforeAll(() => sandbox.remove());
afterAll(() => sandbox.remove());

/** Those that leave most behind; `recovery.long.test.ts` tries every one. */
const tried = ["its servers start", "it has created most of the rest"];

describe("npm start", () => {
  describeKilledStart(sandbox, (moment) => tried.includes(moment));
});
