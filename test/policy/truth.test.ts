import { isNo, isYes } from "../../policy/truth";

describe("a switch", () => {
  it.each([true, 1, "true", "1", "yes", "on"])("is on by %j", (value) => {
    expect([isYes(value), isNo(value)]).toEqual([true, false]);
  });

  it.each([false, 0, "false", "0", "no", "off"])("is off by %j", (value) => {
    expect([isYes(value), isNo(value)]).toEqual([false, true]);
  });

  it.each([undefined, null, "", "perhaps", 2])("is neither by %j", (value) => {
    expect([isYes(value), isNo(value)]).toEqual([false, false]);
  });
});
