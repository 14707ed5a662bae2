import * as fs from "node:fs";
import * as path from "node:path";
import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import {
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { Operator } from "./support/by-hand/operator";
import { shared, up } from "./support/sandbox";

const content = "a backup";
const archives = ["vm", "windows", "database", "config"].map((what) => `${what}-archive`);
/** Into the bucket for logs nobody but AWS's services may put anything. */
const buckets = [...archives, "evidence"].map((name) => `astronomy-lab-${name}`);
const datastores = ["vm-backup", "container-backup"];
const sites = { fs03: "research-data", fs01: "research-data-replica" } as const;
/** Of what stays, one of each kind, by the name that people are told. */
const told = [
  "vm-backup-section",
  "container-backup-section",
  "vm-archive-bucket",
  "vm-archive-lock",
  "vault-astronomy-lab-backup-key",
  "fs01-research-data-replica-bucket",
  "veeam-astronomy-lab-key",
];
const escrowed = "astronomy-lab-backup/export-key/offsite";

let operator: Operator;
beforeAll(() => {
  operator = new Operator(shared.endpoints);
});
afterAll(() => operator.leave());

const chunk = (datastore: string) =>
  shared.hostFile("pbs01", `/mnt/datastore/${datastore}/.chunks/0000/kept`);

/** Puts something into every store that the stack has. */
async function fill(): Promise<void> {
  for (const Bucket of buckets)
    await operator.s3.send(new PutObjectCommand({ Bucket, Key: "kept/one", Body: content }));
  for (const [site, bucket] of Object.entries(sites))
    await operator.mc(site, ["pipe", `here/${bucket}/kept`], content);
  for (const datastore of datastores) {
    fs.mkdirSync(path.dirname(chunk(datastore)), { recursive: true });
    fs.writeFileSync(chunk(datastore), content);
  }
}

async function inBucket(Bucket: string): Promise<unknown> {
  const { Body } = await operator.s3.send(new GetObjectCommand({ Bucket, Key: "kept/one" }));
  return Body?.transformToString();
}

/** What is there, and by what it is opened and held. */
async function whatIsThere() {
  const secret = await operator.secretsManager.send(
    new GetSecretValueCommand({ SecretId: escrowed }),
  );
  const { KeyMetadata } = await operator.kms.send(
    new DescribeKeyCommand({ KeyId: "alias/astronomy-lab-backup" }),
  );
  const lock = await operator.s3.send(
    new GetObjectLockConfigurationCommand({ Bucket: "astronomy-lab-vm-archive" }),
  );
  return {
    buckets: await Promise.all(buckets.map(inBucket)),
    sites: await Promise.all(
      Object.entries(sites).map(([site, bucket]) =>
        operator.mc(site, ["cat", `here/${bucket}/kept`]),
      ),
    ),
    datastores: datastores.map((datastore) => fs.readFileSync(chunk(datastore), "utf8")),
    escrow: secret.SecretString,
    key: [KeyMetadata?.KeyId, KeyMetadata?.KeyState],
    lock: lock.ObjectLockConfiguration?.Rule?.DefaultRetention,
  };
}

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly retainOnDelete?: boolean;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

/** A state with what a removal leaves in place alone: the engine let go of the rest for good. */
function withRetained(exported: string): string {
  const state = JSON.parse(exported.slice(exported.indexOf("{"))) as {
    deployment: { resources: readonly StoredResource[] };
  };
  const isLeft = ({ type, custom, retainOnDelete }: StoredResource) =>
    custom !== true || retainOnDelete === true || type.startsWith("pulumi:providers:");
  const left = state.deployment.resources.filter(isLeft);
  const urns = new Set(left.map(({ urn }) => urn));
  const isThere = (urn: string) => urns.has(urn);
  const resources = left.map(({ dependencies = [], propertyDependencies = {}, ...resource }) => ({
    ...resource,
    dependencies: dependencies.filter(isThere),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, of]) => [key, of?.filter(isThere) ?? []]),
    ),
  }));
  return JSON.stringify({ ...state, deployment: { ...state.deployment, resources } });
}

describe("an estate that is destroyed while there is something in every store", () => {
  it("loses none of it, says so, not even once somebody took the protection off, and goes on with it", async () => {
    await fill();
    const keyArns = shared.state.output("vaultKeyArns");
    const before = await whatIsThere();
    expect(before.buckets).toEqual(buckets.map(() => content));
    expect(before.sites).toEqual([content, content]);

    const plain = await shared.run("pulumi", ["destroy", "--yes"]);
    expect(plain.code).toBe(0);
    expect(plain.output).toMatch(/protected resources/);
    const { Rules } = await operator.s3.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket: "astronomy-lab-vm-archive" }),
    );
    expect(Rules).toHaveLength(2);
    const leftInPlace = plain.output.slice(plain.output.indexOf("Left in place"));
    for (const name of told) expect(leftInPlace).toContain(name);
    expect(await whatIsThere()).toEqual(before);

    const state = await shared.pulumi("stack", "export");
    await shared.pulumi("state", "unprotect", "--all", "--yes");
    const whole = await shared.run("pulumi", ["destroy", "--yes"]);
    const after = await whatIsThere();
    await shared.run("pulumi", ["stack", "import"], withRetained(state));
    await shared.pulumi(...up);

    expect(whole.code).toBe(0);
    expect(after).toEqual(before);
    expect(await whatIsThere()).toEqual(before);
    expect(shared.state.output("vaultKeyArns")).toEqual(keyArns);
  });
});
