import { manyResources } from "../../../commands/bench/rules";
import { type JudgedResource } from "../../../commands/policy/judged-resource";

const judged = (name: string, inputs: object): JudgedResource => ({
  ...{ urn: `urn:pulumi:lab::backup::aws:s3/bucket:Bucket::${name}`, type: "aws:s3/bucket:Bucket" },
  ...{ name, inputs: { ...inputs }, outputs: { ...inputs } },
  options: {
    ...{ protect: true, ignoreChanges: [], additionalSecretOutputs: [], aliases: [], parent: "" },
  },
  ...{ dependencies: [], propertyDependencies: {} },
});

describe("many resources", () => {
  const resources = [
    judged("logs-bucket", { bucket: "logs" }),
    judged("logs-lock", { bucket: "logs" }),
  ];

  it("are at least so many, each with a URN of its own", () => {
    const many = manyResources(resources, 5);

    expect(many).toHaveLength(6);
    expect(new Set(many.map(({ urn }) => urn)).size).toBe(6);
  });

  it("speak of each other within a copy, and of no other", () => {
    expect(manyResources(resources, 4).map(({ name, inputs }) => [name, inputs["bucket"]])).toEqual(
      [
        ["logs-bucket", "logs"],
        ["logs-lock", "logs"],
        ["logs-bucket-1", "logs-1"],
        ["logs-lock-1", "logs-1"],
      ],
    );
  });
});
