import { labConfiguration, secretMark } from "./support/lab";
import { plainParts, type RegisteredResource, runProgram } from "./support/estate";

async function labEstate(): Promise<RegisteredResource[]> {
  return runProgram(labConfiguration(), () => void jest.requireActual("../index"));
}

describe("the lab's estate", () => {
  let resources: RegisteredResource[];

  beforeAll(async () => {
    resources = await labEstate();
  });

  it("declares every tier", () => {
    const components = resources.filter(({ type }) => type.startsWith("backup:"));

    expect(components.map(({ type, name }) => `${type} ${name}`).sort()).toMatchInlineSnapshot(`
      [
        "backup:iperius:JobCheck proj-pg01-dump",
        "backup:minio:Bucket fs01-research-data-replica",
        "backup:minio:Bucket fs03-research-data",
        "backup:minio:Replication research-data",
        "backup:offsite:ExportAgent guest-image-elsewhere-offsite",
        "backup:offsite:ExportAgent guest-image-node01-offsite",
        "backup:offsite:ExportAgent guest-image-node02-offsite",
        "backup:offsite:ExportAgent guest-image-node03-offsite",
        "backup:offsite:ExportAgent guest-image-node04-offsite",
        "backup:pbs:Acl backup-admin@pbs",
        "backup:pbs:Acl monitor@pbs",
        "backup:pbs:Acl monitor@pbs!exporter",
        "backup:pbs:Acl offsite@pbs",
        "backup:pbs:Acl offsite@pbs!export",
        "backup:pbs:Acl pve@pbs",
        "backup:pbs:Acl pve@pbs!cluster",
        "backup:pbs:Datastore container-backup",
        "backup:pbs:Datastore vm-backup",
        "backup:pbs:GroupOwners container-backup-pve@pbs",
        "backup:pbs:GroupOwners vm-backup-pve@pbs",
        "backup:pbs:MetricServer lab-mon01",
        "backup:pbs:NotificationEndpoint operators",
        "backup:pbs:NotificationMatcher trouble",
        "backup:pbs:NotificationMatcher verifications",
        "backup:pbs:PruneJob pbs-vm-prune",
        "backup:pbs:Token monitor@pbs!exporter",
        "backup:pbs:Token offsite@pbs!export",
        "backup:pbs:Token pve@pbs!cluster",
        "backup:pbs:TrafficControl working-hours",
        "backup:pbs:User backup-admin@pbs",
        "backup:pbs:User monitor@pbs",
        "backup:pbs:User offsite@pbs",
        "backup:pbs:User pve@pbs",
        "backup:pbs:VerifyJob container-backup-verify",
        "backup:pbs:VerifyJob container-backup-verify-all",
        "backup:pbs:VerifyJob vm-backup-verify",
        "backup:pbs:VerifyJob vm-backup-verify-all",
        "backup:pve:BackupJob guest-image-elsewhere",
        "backup:pve:BackupJob guest-image-node01",
        "backup:pve:BackupJob guest-image-node02",
        "backup:pve:BackupJob guest-image-node03",
        "backup:pve:BackupJob guest-image-node04",
        "backup:pve:Coverage pve-coverage",
        "backup:pve:Storage pbs-ct",
        "backup:pve:Storage pbs-vm",
        "backup:vault:ArchiveBucket config-archive",
        "backup:vault:ArchiveBucket database-archive",
        "backup:vault:ArchiveBucket vm-archive",
        "backup:vault:ArchiveBucket windows-archive",
        "backup:vault:ArchiveUser offsite-export",
        "backup:vault:Key astronomy-lab-backup",
        "backup:vault:KeyEscrow export-key-offsite",
        "backup:vault:KeyEscrow pbs-client-key-pbs-ct",
        "backup:vault:KeyEscrow pbs-client-key-pbs-vm",
        "backup:vault:KeyEscrow pgbackrest-cipher-postgres-repository",
        "backup:vault:KeyEscrow veeam-password-vbr01",
        "backup:veeam:AgentJob windows-files",
        "backup:veeam:EncryptionKey astronomy-lab",
      ]
    `);
  });

  it("shows a reviewer what is exported where, when, and how fast", () => {
    const declared = (type: string) =>
      resources.filter((one) => one.type === type).map(({ inputs }) => inputs["declared"]);
    const [node01] = declared("backup:offsite:ExportAgent").filter((one) =>
      JSON.stringify(one).includes("dc01"),
    );

    expect(node01).toMatchObject({
      host: "pbs01",
      repository: "offsite@pbs!export@localhost:8007:vm-backup",
      bucket: "astronomy-lab-vm-archive",
      prefix: "pbs-vm",
      storageClass: "GLACIER",
      restoreTier: "Standard",
      schedule: expect.stringMatching(/^\w{3} \*-1\.\.7 \d\d:\d\d$/) as string,
      window: { from: "22:00", minutes: 600, timezone: "America/New_York" },
      // Nobody measured the line of 300 Mbit/s.
      uploadMbps: 270,
    });
    expect(declared("backup:vault:ArchiveUser")).toEqual([
      {
        prefixes: [{ bucket: "astronomy-lab-vm-archive", prefix: "pbs-vm" }],
        actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:GetObject", "s3:RestoreObject"],
      },
    ]);
  });

  it("shows no secret outside of a secret", () => {
    expect(JSON.stringify(resources)).toContain(secretMark);
    expect(JSON.stringify(resources.map(({ inputs }) => plainParts(inputs)))).not.toContain(
      secretMark,
    );
  });

  it("gives every child a name that begins with its component's", () => {
    const components = resources
      .filter(({ type }) => type.startsWith("backup:"))
      .map(({ name }) => name);
    const children = resources.filter(
      ({ type }) => !type.startsWith("backup:") && !type.startsWith("pulumi:"),
    );

    for (const { name } of children) {
      expect(components.some((component) => name.startsWith(component))).toBe(true);
    }
  });
});
