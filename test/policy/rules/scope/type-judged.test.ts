import * as fs from "node:fs";
import * as path from "node:path";
import { typesOf } from "../../../../policy/rules/scope/known-types";
import { rows } from "../../../../policy/table";
import { unknown, violationsOf } from "../../support";

const rule = "type-judged";
const made = (type: string) => [{ type, props: {}, provider: {} }];
const copies = ["command:remote:CopyFile", "command:remote:CopyToRemote"];
const aside = [
  "aws:kms/alias:Alias",
  "minio:index/iamUser:IamUser",
  "aws:budgets/budget:Budget",
  "aws:sns/topicSubscription:TopicSubscription",
  "random:index/randomPassword:RandomPassword",
  "pulumi:pulumi:Stack",
  "pulumi:providers:kubernetes",
];

describe(rule, () => {
  it.each([...typesOf(rows)].filter((type) => !copies.includes(type)))(
    "passes %s, which rules name",
    async (type) => {
      expect(await violationsOf(rule, made(type))).toEqual([]);
    },
  );

  it.each(aside)("passes %s, which holds no backup and opens none", async (type) => {
    expect(await violationsOf(rule, made(type))).toEqual([]);
    expect(typesOf(rows).has(type)).toBe(false);
  });

  it("passes every type that the pack has a view of, and names none that rules name among others", async () => {
    const source = path.join(__dirname, "../../../../policy");
    const views = fs.readFileSync(path.join(source, "resource-types.ts"), "utf8");
    const types = [...views.matchAll(/^ {2}"([^"]+)": Unwrap/gm)].map((match) => match[1]!);
    const unnamed = types.filter((type) => !typesOf(rows).has(type) || copies.includes(type));
    const text = fs.readFileSync(path.join(source, "rules/scope/type-judged.ts"), "utf8");

    expect(types.length).toBeGreaterThan(70);
    const judged = types.filter((type) => !copies.includes(type));
    expect(await violationsOf(rule, judged.flatMap(made))).toEqual([]);
    expect(types.filter((type) => text.includes(`"${type}"`))).toEqual(unnamed);
  });

  it.each(copies)("tells of a %s that nobody reads what it copies", async (type) => {
    const text = { text: "rm -rf /mnt/datastore" };

    expect(await violationsOf(rule, [{ type, props: { source: text }, provider: {} }])).toEqual([
      expect.stringMatching(/^subject: no rule of the pack reads what it copies to a host/),
    ]);
  });

  it("passes a component, whose parts are judged", async () => {
    expect(await violationsOf(rule, [{ type: "mine:backup:Vault", props: {} }])).toEqual([]);
  });

  it("leaves what reaches backups to the rule that stops it", async () => {
    expect(await violationsOf(rule, made("aws-native:s3:Bucket"))).toEqual([]);
  });

  it.each([
    "kubernetes:core/v1:Secret",
    "kubernetes:apiextensions.k8s.io:CustomResource",
    "pulumi-nodejs:dynamic:Resource",
    "gcp:storage/bucket:Bucket",
    "azure-native:storage:BlobContainer",
    "aws:s3/bucketNotification:BucketNotification",
    "aws:ssm/association:Association",
    "aws:kms/customKeyStore:CustomKeyStore",
    "proxmoxve:Storage/file:File",
    "proxmoxve:index/vm:Vm",
    "docker:index/container:Container",
    "tls:index/privateKey:PrivateKey",
  ])("says of %s that nobody judges it, whatever is known of it", async (type) => {
    expect(await violationsOf(rule, made(type))).toEqual([
      `subject: no rule of the pack judges ${type}, so that nothing is said of it; wanted is a look at it by somebody. Fix: look whether it holds, opens or ends backups, and give it an exception if it does not.`,
    ]);
    expect(
      await violationsOf(rule, [{ type, props: { a: unknown }, provider: { b: unknown } }]),
    ).toHaveLength(1);
  });
});
