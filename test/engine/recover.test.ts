import { describeLostState } from "./support/lost-state";
import { shared } from "./support/sandbox";

// `recover.long.test.ts` kills it at each of its moments.
describe("a stack whose state is lost", () => {
  describeLostState(shared, () => false);
});
