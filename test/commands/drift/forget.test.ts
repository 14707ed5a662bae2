import { without } from "../../../commands/drift/forget";
import { type ExportedResource, type StackExport } from "../../../commands/drift/stack-export";

/** A resource of whatever type. */
const resource = (urn: string, more: Partial<ExportedResource> = {}): ExportedResource => ({
  urn,
  type: "any:index:Type",
  ...more,
});

const stack: StackExport = {
  deployment: {
    resources: [
      resource("urn:storage"),
      resource("urn:job", { dependencies: ["urn:storage"] }),
      resource("urn:coverage", {
        dependencies: ["urn:storage", "urn:job"],
        propertyDependencies: { stdin: ["urn:job"], connection: null },
        deletedWith: "urn:job",
      }),
    ],
  },
};

describe("a stack without a resource that is gone", () => {
  it("keeps all that depended on it, without a word of it", () => {
    expect(without(stack, new Set(["urn:job"])).deployment.resources).toEqual([
      resource("urn:storage"),
      resource("urn:coverage", {
        dependencies: ["urn:storage"],
        propertyDependencies: { stdin: [], connection: null },
      }),
    ]);
  });

  it("keeps all else as it is", () => {
    expect(without({ ...stack, version: 3 } as StackExport, new Set())).toEqual({
      ...stack,
      version: 3,
    });
  });

  it("fails for one that has others in it", () => {
    const resources = [resource("urn:a"), resource("urn:b", { parent: "urn:a" })];
    expect(() => without({ deployment: { resources } }, new Set(["urn:a"]))).toThrow(
      "urn:b lies in what is gone",
    );
  });
});
