import { describeLostState } from "./support/lost-state";
import { shared } from "./support/sandbox";

describe("a stack whose state is lost", () => {
  describeLostState(shared, (moment) => moment === "some of it is taken up");
});
