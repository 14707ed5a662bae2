import { median, percentile95 } from "../../../commands/bench/statistics";

describe("the median", () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 2, 9], 3],
    [[10, 9, 100], 10],
  ])("of %p is %p", (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe("the 95th percentile", () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => count - at);

  it.each([
    [1, 1],
    [10, 10],
    [19, 19],
    [20, 19],
    [100, 95],
    [101, 96],
  ])("of the numbers up to %p is %p", (count, expected) => {
    expect(percentile95(upTo(count))).toBe(expected);
  });
});

describe("fails", () => {
  it.each([[[]], [[1, NaN]], [[Infinity]]])("for %p, of which there is no figure", (values) => {
    expect(() => median(values)).toThrow("no figure can be made of");
    expect(() => percentile95(values)).toThrow("no figure can be made of");
  });
});
