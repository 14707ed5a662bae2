import { describeHostileEstate } from "./support/hostile-estate";

describe("whatever a declaration takes", () => {
  describeHostileEstate("/bin/sh", "/bin/bash");
});
