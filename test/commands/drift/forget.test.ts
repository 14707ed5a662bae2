import { type ExportedStack, without } from "../../../commands/drift/forget";

const stack: ExportedStack = {
  deployment: {
    resources: [
      { urn: "urn:storage" },
      { urn: "urn:job", dependencies: ["urn:storage"] },
      {
        urn: "urn:coverage",
        dependencies: ["urn:storage", "urn:job"],
        propertyDependencies: { stdin: ["urn:job"], connection: null },
        deletedWith: "urn:job",
      },
    ],
  },
};

describe("a stack without a resource that is gone", () => {
  it("keeps all that depended on it, without a word of it", () => {
    expect(without(stack, new Set(["urn:job"])).deployment.resources).toEqual([
      { urn: "urn:storage" },
      {
        urn: "urn:coverage",
        dependencies: ["urn:storage"],
        propertyDependencies: { stdin: [], connection: null },
      },
    ]);
  });

  it("keeps all else as it is", () => {
    expect(without({ ...stack, version: 3 } as ExportedStack, new Set())).toEqual({
      ...stack,
      version: 3,
    });
  });

  it("fails for one that has others in it", () => {
    const resources = [{ urn: "urn:a" }, { urn: "urn:b", parent: "urn:a" }];
    expect(() => without({ deployment: { resources } }, new Set(["urn:a"]))).toThrow(
      "urn:b lies in what is gone",
    );
  });
});
