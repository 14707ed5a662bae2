import { describeKilledStart, describeTwoStarts } from "./support/recovery";
import { TestSandbox } from "./support/sandbox";

const sandbox = new TestSandbox("recovery");

beforeAll(() => sandbox.remove());
afterAll(() => sandbox.remove());

describe("npm start, killed at every moment of it", () => {
  describeKilledStart(sandbox);
});

describe("npm start, a second time at once", () => {
  beforeAll(() => sandbox.remove());

  describeTwoStarts(sandbox);
});
