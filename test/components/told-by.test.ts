import { toldBy } from "../../components/told-by";

describe("what the plan tells one of several servers", () => {
  it("is what names it, and everything where there is one alone", () => {
    const told = toldBy({ one: {}, two: {} }, [
      { server: "two", job: "a" },
      { server: "one", job: "b" },
    ]);

    expect([told("one"), told("two")]).toEqual([
      [{ server: "one", job: "b" }],
      [{ server: "two", job: "a" }],
    ]);
    expect(toldBy({ only: {} }, [{ server: undefined, job: "c" }])("only")).toHaveLength(1);
  });

  it.each([
    ["that names a server which is not there", { one: {} }, { server: "two" }],
    ["that names none of several", { one: {}, two: {} }, { server: undefined }],
    ["where there is no server at all", {}, { server: undefined }],
  ])("fails for an instruction %s, instead of losing it", (_what, servers, instruction) => {
    expect(() => toldBy(servers, [instruction])).toThrow(/the plan tells .*known: /);
  });
});
