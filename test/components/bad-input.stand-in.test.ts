import { describeHostileEstate } from "./support/hostile-estate";

// `bad-input.long.test.ts` has another shell, and changes one into the other.
describe("whatever a declaration takes", () => {
  describeHostileEstate("/bin/sh");
});
