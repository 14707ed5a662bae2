import * as fs from "node:fs";
import * as path from "node:path";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { setAt } from "../support/lab";
import { Operator } from "./support/by-hand/operator";
import { addExtraObjects } from "./support/extra-objects";
import { connects, shared, up } from "./support/sandbox";
import { type StateResource } from "./support/stack-state";

const iperiusFolder = "/var/lib/windows/filesystem/C/ProgramData/IperiusBackup";

let operator: Operator;
beforeAll(() => (operator = new Operator(shared.endpoints)));
afterAll(() => operator.leave());

/** What an operator made in Iperius, which the stack only looks at. */
function makeIperiusJob(name: string): void {
  const file = (...parts: string[]) => shared.hostFile("vbr01", path.join(iperiusFolder, ...parts));
  const job = fs.readFileSync(file("Jobs", "Job001.ibj"), "utf8");
  fs.writeFileSync(file("Jobs", "Job002.ibj"), job.replace("proj-pg01-dump", name));
  fs.cpSync(file("Logs", "Job001"), file("Logs", "Job002"), { recursive: true });
}

/** Names of things on servers, and of what they are parts of, that are in `some` and not in `others`. */
function without(some: readonly StateResource[], others: readonly StateResource[]) {
  const known = new Set(others.map(({ type, name }) => `${type} ${name}`));
  return some.filter(({ type, name }) => !known.has(`${type} ${name}`));
}

const isRemote = ({ type }: StateResource) => type === "command:remote:Command";

/** One field of each of the objects, and the things on servers that have it. */
const fields: readonly (readonly [path: string, value: unknown, things: readonly string[]])[] = [
  ["pbs.datastores.extra.comment", "changed", ["pbs-extra-section"]],
  ["pbs.users.extra@pbs.comment", "changed", ["pbs-extra@pbs-section"]],
  ["pbs.users.extra@pbs.tokens.nodes.comment", "changed", ["pbs-extra@pbs!nodes-token"]],
  ["pbs.trafficControls.extra-hours.comment", "changed", ["pbs-extra-hours-section"]],
  ["pbs.metricServers.extra-metrics.comment", "changed", ["pbs-extra-metrics-section"]],
  ["pbs.notificationEndpoints.extra-people.comment", "changed", ["pbs-extra-people-section"]],
  ["pbs.notificationMatchers.extra-trouble.comment", "changed", ["pbs-extra-trouble-section"]],
  ["pve.storages.pbs-extra.nodes", ["node01"], ["cluster-pbs-extra-storage"]],
  // What is locked longer may only expire later, and a header may ask for no fewer days.
  [
    "classes.extra-configuration.offsite.lockDays",
    120,
    ["vault-extra-archive-lock", "vault-extra-archive-lifecycle", "vault-extra-archive-policy"],
  ],
  ["fileServers.fs05.paths", ["D:\\Changed"], ["veeam-extra-files-job"]],
  ["iperius.jobs.extra-dump.maximumAgeHours", 100, ["iperius-extra-dump-check"]],
];

/** What looks after every bucket of the vault: who reads them all, and where their logs and their trail go. */
const aroundBuckets = [
  "auditor-policy",
  "logs-policy",
  "restorer-policy",
  "trail",
  "trail-trail",
].map((name) => `vault-astronomy-lab-backup-${name}`);

/** What looks whether Veeam's licence still covers all that is declared, and once again with each file server. */
const beforeVeeam = ["veeam-preflight", "veeam-preflight-look"];

const around = [...aroundBuckets, ...beforeVeeam];

/** Names of what an update says that it has changed. */
const updatedBy = (output: string) =>
  [...new Set([...output.matchAll(/^ ~ +\S+ (\S+) updating/gm)].map(([, name]) => name))].sort();

/** Names with dots and the like cannot be in a path, so it is walked. */
function setField(config: Record<string, unknown>, field: string, value: unknown): void {
  const [section = "", ...names] = field.split(".");
  const last = names.pop() ?? "";
  const at = names.reduce(
    (tree, name) => tree[name] as Record<string, unknown>,
    config[`backup:${section}`] as Record<string, unknown>,
  );
  at[last] = value;
}

/** Declares the objects, and their key, which is the same each time. */
function withExtraObjects<T>(changes: typeof fields, body: () => Promise<T>): Promise<T> {
  return shared.withDeclaration(
    (config) => {
      addExtraObjects(config);
      for (const [field, value] of changes) setField(config, field, value);
    },
    async () => {
      const { output } = await shared.run("keys");
      expect(output).toContain("pbs-client-key/pbs-extra: made");
      return body();
    },
  );
}

describe("one more object of every kind", () => {
  let before: StateResource[];
  let added: StateResource[];

  it("is added, and nothing else is touched than what looks after all buckets, or at all of Veeam; each with one SSH connection at most", async () => {
    before = shared.state.resources();
    makeIperiusJob("extra-dump");
    let output = "";
    const connections = await withExtraObjects([], () =>
      shared.countConnections(async () => (output = await shared.pulumi(...up))),
    );
    added = without(shared.state.resources(), before);

    expect(shared.state.lastChanges()).toEqual({
      ...{ create: added.length, update: around.length },
      same: expect.any(Number) as number,
    });
    expect(updatedBy(output)).toEqual(around);
    expect(added.filter(({ name }) => !name.includes("extra"))).toEqual([]);
    expect([...new Set(added.map(({ type }) => type))].filter(isOurs).sort()).toEqual(
      declarableTypes,
    );
    // Of what looks around, Veeam's preflight alone logs in.
    expect(connections).toBe(added.filter(connects).length + 1);
    process.stderr.write(`${added.length} resources added, ${connections} SSH connections.\n`);
  });

  it("is changed in one field, and nothing else is touched", async () => {
    const { planned, connections } = await withExtraObjects(fields, async () => {
      const planned = await shared.plannedChanges();
      const connections = await shared.countConnections(() => shared.pulumi(...up));
      return { planned, connections };
    });
    const changed = planned.filter(({ custom }) => custom);

    expect(new Set(planned.map(({ operation }) => operation))).toEqual(new Set(["update"]));
    expect(changed.map(({ name }) => name).sort()).toEqual(
      fields.flatMap(([, , things]) => things).sort(),
    );
    const remote = added.filter(isRemote).map(({ name }) => name);
    expect(connections).toBe(changed.filter(({ name }) => remote.includes(name)).length);
    process.stderr.write(`${changed.length} things changed, ${connections} SSH connections.\n`);
  });

  it("is not removed while it is protected, and the preview says what a removal means", async () => {
    const { code, output } = await shared.run("pulumi", ["preview", "--no-policy", "--diff"]);

    expect(code).not.toBe(0);
    expect(output).toMatch(/extra-section" cannot be deleted\s+because it is protected/);
    expect(output).toMatch(/extra-archive-lifecycle" cannot be deleted\s+because it is protected/);
    expect(output).toMatch(/onRemoval: "whoever logs in with it is locked out at once/);
    expect(output).toMatch(/onRemoval: "the cluster can no longer reach the datastore/);
  });

  it("is removed, and nothing else is touched than that; what holds backups stays on its server", async () => {
    await shared.pulumi("state", "unprotect", "--all", "--yes");
    const output = await shared.pulumi(...up);
    const changes = shared.state.lastChanges();
    const after = shared.state.resources();

    expect(changes).toEqual({
      ...{ delete: added.length, update: around.length },
      same: expect.any(Number) as number,
    });
    expect(updatedBy(output)).toEqual(around);
    expect(after).toEqual(before);
    expect(output).toMatch(/extra-archive-bucket .*retain/);
    expect(fs.existsSync(shared.hostFile("pbs01", "/mnt/datastore/extra/.chunks"))).toBe(true);
    await operator.s3.send(new HeadBucketCommand({ Bucket: "astronomy-lab-extra-archive" }));
    expect(await operator.mc("fs01", ["ls", "here/extra-data-replica"])).toBe("");
    const escrow = { SecretId: "astronomy-lab-backup/pbs-client-key/pbs-extra" };
    const { SecretString } = await operator.secretsManager.send(new GetSecretValueCommand(escrow));
    expect(JSON.parse(SecretString ?? "")).toMatchObject({ kdf: null });
    await shared.pulumi("preview", "--no-policy", "--expect-no-changes");
  });
});

describe("a new name", () => {
  it("is shown as what it is: another object, and the old one taken away or, if protected, refused", async () => {
    const { code, output } = await shared.withDeclaration(
      (config) => {
        const pbs = config["backup:pbs"] as Record<string, Record<string, unknown>>;
        rename(pbs["datastores"], "vm-backup", "vm-images");
        setAt(config["backup:places"] as never, "pbs-vm.store", "vm-images");
        const users = pbs["users"] as Record<string, User>;
        rename(users["monitor@pbs"]?.tokens, "exporter", "grafana");
        for (const grant of Object.values(users).flatMap(({ grants }) => grants))
          grant.path = grant.path.replace("/vm-backup", "/vm-images");
      },
      () => shared.run("pulumi", ["preview", "--no-policy", "--diff"]),
    );

    expect(code).not.toBe(0);
    expect(output).toMatch(/vm-backup-section" cannot be deleted\s+because it is protected/);
    expect(output).toMatch(/\+ backup:pbs:Datastore: \(create\)\s+\[urn=\S+::pbs-vm-images\]/);
    expect(output).toMatch(
      /- backup:pbs:Token: \(delete\)\s+\[urn=\S+::pbs-monitor@pbs!exporter\]/,
    );
    expect(output).toMatch(/onRemoval: "its configuration goes once its protection was taken off/);
    // The storage keeps its name and its key and gets another datastore.
    expect(output).toMatch(/datastore *: "vm-backup" => "vm-images"/);
  });
});

interface User {
  readonly tokens?: Record<string, unknown>;
  readonly grants: { path: string }[];
}

function rename(record: Record<string, unknown> | undefined, from: string, to: string): void {
  if (record === undefined) throw new Error(`there is nothing to rename ${from} in`);
  record[to] = record[from];
  delete record[from];
}

const isOurs = (type: string) => type.startsWith("backup:");

/** Every type of component that an engineer can add one of without touching another. */
const declarableTypes = [
  "backup:iperius:JobCheck",
  "backup:minio:Bucket",
  "backup:minio:Replication",
  "backup:pbs:Acl",
  "backup:pbs:Datastore",
  "backup:pbs:GroupOwners",
  "backup:pbs:MetricServer",
  "backup:pbs:NotificationEndpoint",
  "backup:pbs:NotificationMatcher",
  "backup:pbs:Token",
  "backup:pbs:TrafficControl",
  "backup:pbs:User",
  "backup:pbs:VerifyJob",
  "backup:pve:Storage",
  "backup:vault:ArchiveBucket",
  "backup:vault:KeyEscrow",
  "backup:veeam:AgentJob",
];
