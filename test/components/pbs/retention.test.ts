import { retentionOptions } from "../../../components/pbs/retention";

describe("the retention of a prune job", () => {
  it("is told by the options that keep something, under the product's names", () => {
    expect(retentionOptions({ keepLast: 3, keepDaily: undefined, keepWeekly: 5 })).toEqual({
      "keep-last": 3,
      "keep-weekly": 5,
    });
  });

  it("fails where nothing is kept by name, because the product then keeps everything", () => {
    expect(() => retentionOptions({})).toThrow(
      "a prune job that keeps nothing by name keeps everything",
    );
  });
});
