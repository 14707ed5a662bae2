import { describeLostState } from "./support/lost-state";
import { shared } from "./support/sandbox";

describe("a stack whose state is lost", () => {
  // `recover.long.test.ts` kills it at every moment.
  describeLostState(shared, false);
});
