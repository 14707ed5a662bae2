import { Operator } from "./support/by-hand/operator";
import { expectFoundAndPutBack, thingsOfStack } from "./support/drift";
import { shared } from "./support/sandbox";

let operator: Operator;
beforeAll(() => (operator = new Operator(shared.endpoints)));
afterAll(() => operator.leave());

describe("a change by hand of everything that the lab's stack has", () => {
  it("is named by npm run drift with field, applied and found value, and put back", async () => {
    await expectFoundAndPutBack(await thingsOfStack(), operator);
  });
});
