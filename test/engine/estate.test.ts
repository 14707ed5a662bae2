import * as fs from "node:fs";
import * as path from "node:path";
import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { setAt } from "../support/lab";
import {
  lastChanges,
  pulumi,
  run,
  testEndpoints,
  testLayout,
  withDeclaration,
} from "./support/sandbox";

const minutes = 60_000;
jest.setTimeout(5 * minutes);

const up = ["up", "--yes", "--skip-preview", "--policy-pack", "policy"];

describe("the lab's estate on the real engine", () => {
  it("changes nothing when npm start runs again", async () => {
    const { code, output } = await run("start");

    expect(output).toContain("The estate is applied");
    expect(code).toBe(0);
    expect(Object.keys(await lastChanges())).toEqual(["same"]);
  });

  it("shows no drift in a refresh of what nobody touched", async () => {
    await pulumi("refresh", "--yes", "--expect-no-changes");
  });

  it("changes one object when one schedule changes, on the server too", async () => {
    const sections = path.join(
      testLayout.hosts,
      "pbs01",
      "root",
      "etc",
      "proxmox-backup",
      "datastore.cfg",
    );
    await withDeclaration(
      (config) =>
        setAt(config["backup:pbs"] as never, "datastores.vm-backup.gcSchedule", "sat 05:00"),
      () => pulumi(...up),
    );
    const changes = await lastChanges();
    const changed = fs.readFileSync(sections, "utf8");
    await pulumi(...up);

    // The object on the host, and the component's record that shows reviewers what changed.
    expect(changes["update"]).toBe(2);
    expect(changes["create"] ?? 0).toBe(0);
    expect(changed).toContain("gc-schedule sat 05:00");
    expect(fs.readFileSync(sections, "utf8")).toContain("gc-schedule sat 04:00");
  });

  it("runs plainly in a shell that npm run pulumi sets up", async () => {
    const { code, output } = await run(
      "pulumi",
      [],
      "pulumi preview --policy-pack policy --expect-no-changes --non-interactive\n",
    );

    expect(output).toMatch(/astronomy-lab-backup/);
    expect(code).toBe(0);
  });

  it("reports a lifecycle rule that was changed by hand, and puts it back", async () => {
    const client = awsClient();
    const bucket = { Bucket: "astronomy-lab-vm-archive" };
    const before = await client.send(new GetBucketLifecycleConfigurationCommand(bucket));
    const weakened = (before.Rules ?? []).map((rule) =>
      rule.ID === "expire" ? { ...rule, Expiration: { Days: 7 } } : rule,
    );
    await client.send(
      new PutBucketLifecycleConfigurationCommand({
        ...bucket,
        LifecycleConfiguration: { Rules: weakened },
      }),
    );

    const refused = await run("pulumi", [
      "refresh",
      "--yes",
      "--preview-only",
      "--expect-no-changes",
    ]);
    await pulumi(...up, "--refresh");
    const after = await client.send(new GetBucketLifecycleConfigurationCommand(bucket));

    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("vm-archive-lifecycle");
    expect(after.Rules?.find(({ ID }) => ID === "expire")?.Expiration?.Days).toBe(90);
  });

  it("reports a prune job that was changed by hand, and repairs it", async () => {
    const file = path.join(testLayout.hosts, "pbs01", "root", "etc", "proxmox-backup", "prune.cfg");
    const before = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, before.replace("keep-weekly 5", "keep-weekly 1"));

    const found = await run("drift");
    const repaired = await run("drift", ["--repair"]);
    const clean = await run("drift", ["--json"]);

    expect(found.code).toBe(2);
    expect(found.output).toMatch(/pbs prune-job .*\n\s+keep-weekly: applied 5, found 1/);
    expect(repaired.code).toBe(0);
    expect(fs.readFileSync(file, "utf8")).toBe(before);
    expect(clean.code).toBe(0);
  });

  it("fails on encryption switched off, before anything is changed, naming the resource and the fix", async () => {
    const { code, output } = await withDeclaration(
      (config) => setAt(config["backup:vault"] as never, "buckets.vm-archive.encryption", "none"),
      () => run("pulumi", ["up", "--yes", "--policy-pack", "policy"]),
    );

    expect(code).not.toBe(0);
    expect(output).toMatch(/s3-bucket-own-key/);
    expect(output).toMatch(
      /vm-archive-encryption: .*wanted is aws:kms.*Fix: .*backup:vault\.buckets/s,
    );
    await pulumi("preview", "--expect-no-changes");
  });

  it("fails on a host that shows another key than the pinned one", async () => {
    const { code, output } = await withDeclaration(
      (config) => {
        setAt(config["backup:hosts"] as never, "pbs01.hostKey", otherKey);
        setAt(config["backup:pbs"] as never, "datastores.vm-backup.gcSchedule", "sat 05:30");
      },
      () => run("pulumi", [...up, "--target", "**vm-backup-section**"]),
    );
    const { code: repairCode } = await run("pulumi", [...up, "--refresh"]);

    expect(code).not.toBe(0);
    expect(output).toMatch(/host key/i);
    expect(repairCode).toBe(0);
  });

  it("fails on wrong values with every fault, and changes nothing", async () => {
    const { code, output } = await withDeclaration(
      (config) => {
        setAt(config["backup:pbs"] as never, "datastores.vm-backup.gcSchedule", "sunny");
        setAt(config["backup:pve"] as never, "backupJobs.guests-weekly.storage", "nowhere");
        setAt(config["backup:hosts"] as never, "fs01.hostKey", undefined);
      },
      () => run("pulumi", up),
    );

    expect(code).not.toBe(0);
    expect(output).toContain("3 faults, nothing was changed");
    expect(output).toContain("backup:hosts.fs01.hostKey: is missing");
    await pulumi("preview", "--expect-no-changes");
  });
});

const otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB1SsUDLNTvy1NS7FtSr3ngTGyN0d9KxEUmFKXDsT4nB";

function awsClient(): S3Client {
  const { endpoint, accessKey, secretKey } = testEndpoints()["aws"] as Record<string, string>;
  return new S3Client({
    endpoint: endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey as string, secretAccessKey: secretKey as string },
  });
}
