import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readState, stateIn } from "../../../../commands/policy/state/exported-state";

const urn = "urn:pulumi:lab::backup::aws:s3/bucket:Bucket::logs";
const bucket = { urn, type: "aws:s3/bucket:Bucket" };
const exported = (deployment: object, version: unknown = 3) => ({ version, deployment });

describe("a state", () => {
  it("has its stack, its resources and what was begun", () => {
    const pending = [{ type: "creating", resource: bucket }];
    const state = exported({ resources: [bucket], pending_operations: pending });
    expect(stateIn(state, "lab.json")).toEqual({
      ...{ stack: "lab", resources: [bucket], begun: [urn] },
    });
    expect(stateIn(exported({ resources: [bucket] }), "lab.json").begun).toEqual([]);
    const nothingBegun = exported({ resources: [bucket], pending_operations: null });
    expect(stateIn(nothingBegun, "lab.json").begun).toEqual([]);
  });

  it("has resources below others, whose types are in their URN", () => {
    const below = { ...bucket, urn: urn.replace("aws:s3", "backup:aws:Vault$aws:s3") };

    expect(stateIn(exported({ resources: [below] }), "lab.json").resources).toEqual([below]);
  });

  it.each<[string, unknown, RegExp]>([
    [
      "a list",
      [],
      /lab.json is no state: it has no version and deployment; make one with: pulumi stack export/,
    ],
    ["nothing", null, /is no state/],
    ["another document", { version: 3 }, /is no state/],
    ["a deployment alone", { deployment: {} }, /is no state/],
    ["a version before", exported({ resources: [bucket] }, 2), /version 2, and only version 3/],
    ["a version after", exported({ resources: [bucket] }, 4), /version 4, and only version 3/],
    ["a version as a text", exported({ resources: [bucket] }, "3"), /version "3", and only/],
    ["no resources", exported({}), /stack without resources: there is nothing to judge/],
    ["no deployment at all", { version: 3, deployment: null }, /there is nothing to judge/],
    ["a resource without a URN", exported({ resources: [{ type: "a" }] }), /without URN or type/],
    ["a resource without a type", exported({ resources: [{ urn }] }), /without URN or type/],
    ["a resource that is none", exported({ resources: ["x"] }), /without URN or type/],
    [
      "a URN that is none",
      exported({ resources: [{ urn: "urn:pulumi:lab::backup::x", type: "a" }] }),
      /without URN or type/,
    ],
    ["resources that are no list", exported({ resources: {} }), /its resources are no list; make/],
    ["resources that are null", exported({ resources: null }), /there is nothing to judge/],
    [
      "what was begun that is no list",
      exported({ resources: [bucket], pending_operations: {} }),
      /its pending_operations are no list; make one with/,
    ],
    ...[null, {}, { resource: {} }].map((operation): [string, unknown, RegExp] => [
      `${JSON.stringify(operation)} that was begun`,
      exported({ resources: [bucket], pending_operations: [operation] }),
      /has a pending operation of a resource without URN; make one with/,
    ]),
    [
      "a resource of another type than its URN says",
      exported({ resources: [{ ...bucket, type: "random:index/randomId:RandomId" }] }),
      /a resource is of type random:index\/randomId:RandomId, and of aws:s3\/bucket:Bucket by its URN/,
    ],
    [
      "a resource of another project",
      exported({ resources: [bucket, { ...bucket, urn: urn.replace("backup", "website") }] }),
      /state of the project website, and this pack is for backup: nothing was judged/,
    ],
  ])("is refused that is %s", (_what, state, refusal) => {
    expect(() => stateIn(state, "lab.json")).toThrow(refusal);
  });
});

describe("the file of a state", () => {
  let directory: string;
  beforeAll(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), "policy-"))));
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  function written(text: string): string {
    const file = path.join(directory, "lab.json");
    fs.writeFileSync(file, text);
    return file;
  }

  it("is read", () => {
    expect(readState(written(JSON.stringify(exported({ resources: [bucket] })))).stack).toBe("lab");
  });

  it.each<[string, () => string, RegExp]>([
    [
      "not there",
      () => path.join(directory, "gone.json"),
      /gone.json cannot be read: .*ENOENT.*; make one/,
    ],
    ["a directory", () => directory, /cannot be read: it is no file; make one with/],
    ["empty", () => written(""), /cannot be read: it is empty/],
    ["no JSON", () => written('{"secret": "s3cr3t", '), /lab.json is no JSON, so it is no state/],
  ])("is refused that is %s", (_what, file, refusal) => {
    expect(() => readState(file())).toThrow(refusal);
  });

  it("is not quoted where it is no JSON: it may hold secrets", () => {
    expect(() => readState(written("s3cr3t"))).not.toThrow(/s3cr3t/);
  });
});
