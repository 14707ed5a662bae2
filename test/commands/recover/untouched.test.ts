import { untouchedOf } from "../../../commands/recover/untouched";

describe("what nobody could look at", () => {
  it("is each resource of it, once", () => {
    const unread = [
      { title: "provider minio fs01", reason: "no route to host", urns: ["urn:a", "urn:b"] },
      { title: "Bucket b", reason: "AccessDenied", urns: ["urn:b"] },
    ];
    expect(untouchedOf(unread)).toEqual(["urn:a", "urn:b"]);
  });

  it("fails if nobody can say which resource it is, so that none could be left alone", () => {
    const nameless = { title: "the providers' resources", reason: "1 more to delete", urns: [] };
    expect(() => untouchedOf([nameless])).toThrow(
      /^Nothing was changed\..*\n {2}the providers' resources: 1 more to delete$/,
    );
  });
});
