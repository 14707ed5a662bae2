import { type Resource } from "../../policy/resource";
import { Stack } from "../../policy/stack";
import { UnknownIn } from "../../policy/unknown";

const bucketType = "aws:s3/bucket:Bucket";
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

const resource = (
  type: string,
  name: string,
  props: object,
  sources: Resource["sources"] = {},
): Resource => ({
  ...{ type, name, urn: `urn:${name}`, props: { ...props }, sources },
  ...{ isProtected: false, ignored: [], provider: undefined },
});

const notKnown = Object.defineProperty({}, "bucket", {
  enumerable: true,
  get: () => {
    throw new UnknownIn("lock", "bucket", Object.assign(new Error(), { props: ["bucket"] }));
  },
});

const named = (found: readonly Resource[]) => found.map(({ name }) => name);

describe("a stack", () => {
  const logs = resource(bucketType, "logs", { bucket: "lab-logs", arn: "arn:aws:s3:::lab-logs" });
  const other = resource(bucketType, "other", { bucket: "lab-other" });
  const byName = resource(lockType, "by-name", { bucket: "lab-logs" });
  const byArn = resource(lockType, "by-arn", { bucket: "arn:aws:s3:::lab-logs" });
  const bySource = resource(lockType, "by-source", {}, { bucket: ["urn:logs"] });
  const byBoth = resource(lockType, "by-both", { bucket: "lab-logs" }, { bucket: ["urn:logs"] });
  const ofOther = resource(lockType, "of-other", { bucket: "lab-other" });
  const ofNobody = resource(lockType, "of-nobody", {});
  const stack = new Stack([bySource, logs, byName, ofOther, byArn, other, ofNobody, byBoth]);

  it("finds what speaks of a resource, by its name, its ARN or where the value comes from, once and in order", () => {
    expect(named(stack.about(logs, "bucket", [lockType]))).toEqual([
      ...["by-source", "by-name", "by-arn", "by-both"],
    ]);
    expect(named(stack.about(other, "bucket", [lockType]))).toEqual(["of-other"]);
    expect(named(stack.about(logs, "bucket", [bucketType]))).toEqual(["logs"]);
  });

  it("finds nothing of a resource without a name", () => {
    expect(
      stack.about(resource(bucketType, "nameless", { bucket: "" }), "bucket", [lockType]),
    ).toEqual([]);
  });

  it("finds what speaks of the same as another", () => {
    expect(named(stack.alike(byName, "bucket", [lockType], "bucket"))).toEqual([
      ...["by-name", "by-both"],
    ]);
    expect(named(stack.alike(bySource, "bucket", [lockType], "bucket"))).toEqual([
      ...["by-source", "by-both"],
    ]);
    // Of nothing in common is not of the same.
    expect(stack.alike(ofNobody, "bucket", [lockType], "bucket")).toEqual([]);
  });

  it("finds what is not known yet by where it comes from alone", () => {
    const lock = { ...resource(lockType, "lock", {}, { bucket: ["urn:logs"] }), props: notKnown };
    const unknown = new Stack([logs, lock]);

    expect(named(unknown.about(logs, "bucket", [lockType]))).toEqual(["lock"]);
    expect(named(unknown.alike(lock, "bucket", [lockType], "bucket"))).toEqual(["lock"]);
    expect(named(unknown.about(other, "bucket", [lockType]))).toEqual([]);
  });

  it("takes a name that is made of a resource's name for another's", () => {
    const made = resource(lockType, "made", { bucket: "lab-logs-old" }, { bucket: ["urn:logs"] });
    const asArn = resource(
      lockType,
      "as-arn",
      { bucket: "arn:aws:s3:::lab-logs" },
      { bucket: ["urn:logs"] },
    );
    const group = resource(
      "aws:iam/groupMembership:GroupMembership",
      "group",
      { users: ["lab-logs", "lab-logs-old"] },
      { users: ["urn:logs"] },
    );
    const all = new Stack([logs, bySource, made, byBoth, asArn, group]);

    expect(named(all.about(logs, "bucket", [lockType]))).toEqual([
      ...["by-source", "by-both", "as-arn"],
    ]);
    expect(named(all.alike(byBoth, "bucket", [lockType], "bucket"))).toEqual([
      ...["by-source", "by-both", "as-arn"],
    ]);
    expect(named(all.alike(made, "bucket", [lockType], "bucket"))).toEqual(["by-source", "made"]);
    expect(named(all.about(logs, "users", ["aws:iam/groupMembership:GroupMembership"]))).toEqual([
      "group",
    ]);
  });

  it("has the objects of hosts by kind, and says each time that one is not known", () => {
    const command = (name: string, stdin: string) =>
      resource("command:remote:Command", name, { stdin });
    const envelope = (kind: string) =>
      JSON.stringify({
        ...{ contract: "backup-remote/1", kind, identity: "one" },
        ...{ document: {}, settings: {}, secrets: {} },
      });
    const hosts = new Stack([
      ...[
        command("acl", envelope("pbs acl")),
        command("plain", "echo"),
        command("user", envelope("pbs user")),
      ],
    ]);
    const objects = (...kinds: string[]) =>
      hosts.remoteObjects(...kinds).map((one) => one.resource.name);

    expect(objects("pbs acl")).toEqual(["acl"]);
    expect(objects("pbs acl", "pbs user")).toEqual(["acl", "user"]);
    expect(objects("pbs token")).toEqual([]);

    const stdin = Object.defineProperty({}, "stdin", {
      get: () => {
        throw new UnknownIn("late", "stdin", Object.assign(new Error(), { props: ["stdin"] }));
      },
    });
    const late = new Stack([{ ...command("late", ""), props: stdin }]);
    expect(() => late.remoteObjects("pbs acl")).toThrow("stdin of late is not known yet");
    expect(() => late.remoteObjects("pbs acl")).toThrow("stdin of late is not known yet");
  });
});
