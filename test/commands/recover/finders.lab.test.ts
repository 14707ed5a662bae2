import { finders } from "../../../commands/recover/finders";
import { locate } from "../../../commands/recover/located";
import { type EstateResource } from "../../../commands/recover/estate-resource";
import { completeDeclaration } from "../../support/complete-declaration";
import { labConfiguration } from "../../support/lab";
import { registeredFor, registeredWith } from "../../support/program";

const noAccount = () => {
  throw new Error("no account is asked in this test");
};

const resource = (
  type: string,
  inputs: EstateResource["inputs"],
  more: Partial<EstateResource> = {},
): EstateResource => ({
  ...{ urn: `urn:pulumi:lab::backup::${type}::one`, type, name: "one" },
  ...{ provider: "urn:pulumi:lab::backup::pulumi:providers:aws::vault", inputs },
  ...more,
});

describe("what recover knows how to find", () => {
  it("is every type that the lab's program or a whole declaration has on a server", async () => {
    const registered = [
      ...(await registeredWith(labConfiguration())),
      ...(await registeredFor(completeDeclaration())),
    ];
    const types = new Set(
      registered.map(({ type }) => type).filter((type) => !/^(backup|pulumi:\w+):/.test(type)),
    );

    expect([...types].filter((type) => !Object.hasOwn(finders, type))).toEqual([]);
    expect(types.size).toBeGreaterThan(15);
  });

  it.each<[type: string, inputs: EstateResource["inputs"], id: string]>([
    ["aws:kms/alias:Alias", { name: "alias/lab" }, "alias/lab"],
    ["aws:s3/bucketVersioning:BucketVersioning", { bucket: "lab-archive" }, "lab-archive"],
    ["aws:iam/userPolicy:UserPolicy", { user: "export", name: "put" }, "export:put"],
    [
      "aws:sns/topic:Topic",
      { policy: '{"Statement":[{"Resource":"arn:aws:sns:us-east-1:1:alarms"}]}' },
      "arn:aws:sns:us-east-1:1:alarms",
    ],
    ["aws:budgets/budget:Budget", { accountId: "123456789012", name: "all" }, "123456789012:all"],
    [
      "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment",
      { userName: "research-data-user", policyName: "research-data-policy" },
      "research-data-user/research-data-policy",
    ],
    ["proxmoxve:backup/job:Job", { resourceId: "guest-image" }, "guest-image"],
    ["proxmoxve:storage/pbs:Pbs", { resourceId: "pbs-vm" }, "pbs-vm"],
  ])("has the id of a %s from the program", async (type, inputs, id) => {
    expect(await locate([resource(type, inputs)], noAccount)).toMatchObject([{ id }]);
  });

  it("has no id as long as a part of it is not known", async () => {
    const [found] = await locate(
      [resource("aws:iam/userPolicy:UserPolicy", { name: "put" })],
      noAccount,
    );
    expect(found).not.toHaveProperty("id");
  });

  it("fails for a product that cannot be asked with what was said, and goes on", async () => {
    const located = await locate(
      [
        resource("aws:s3/bucket:Bucket", { bucket: "lab-archive" }),
        resource("aws:iam/user:User", { name: "export" }),
      ],
      noAccount,
    );
    expect(located).toMatchObject([
      { failure: "no account is asked in this test" },
      { id: "export" },
    ]);
  });

  it("says nothing of a type that nobody knows", async () => {
    const [found] = await locate([resource("aws:sqs/queue:Queue", { name: "x" })], noAccount);
    expect(found).toEqual({ resource: expect.objectContaining({ type: "aws:sqs/queue:Queue" }) });
  });
});
