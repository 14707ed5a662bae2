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
        "backup:iperius:Folder iperius-folder",
        "backup:iperius:JobCheck iperius-proj-pg01-dump",
        "backup:iperius:Server iperius",
        "backup:minio:Bucket fs01-research-data-replica",
        "backup:minio:Bucket fs03-database-dumps",
        "backup:minio:Bucket fs03-pgbackrest",
        "backup:minio:Bucket fs03-research-data",
        "backup:minio:Release fs01-release",
        "backup:minio:Release fs03-release",
        "backup:minio:Replication research-data",
        "backup:minio:Site fs01",
        "backup:minio:Site fs03",
        "backup:offsite:ExportAgent offsite-export-guest-image-elsewhere-offsite",
        "backup:offsite:ExportAgent offsite-export-guest-image-node01-offsite",
        "backup:offsite:ExportAgent offsite-export-guest-image-node02-offsite",
        "backup:offsite:ExportAgent offsite-export-guest-image-node03-offsite",
        "backup:offsite:ExportAgent offsite-export-guest-image-node04-offsite",
        "backup:offsite:ExportAgent proj-pg01-database-dump-offsite",
        "backup:offsite:ExportAgent proj-pg01-database-pitr-offsite",
        "backup:offsite:Exporter offsite-export",
        "backup:pbs:Acl pbs-backup-admin@pbs",
        "backup:pbs:Acl pbs-monitor@pbs",
        "backup:pbs:Acl pbs-monitor@pbs!exporter",
        "backup:pbs:Acl pbs-offsite@pbs",
        "backup:pbs:Acl pbs-offsite@pbs!export",
        "backup:pbs:Acl pbs-pve@pbs",
        "backup:pbs:Acl pbs-pve@pbs!cluster",
        "backup:pbs:Datastore pbs-container-backup",
        "backup:pbs:Datastore pbs-vm-backup",
        "backup:pbs:GroupOwners pbs-container-backup-pve@pbs",
        "backup:pbs:GroupOwners pbs-vm-backup-pve@pbs",
        "backup:pbs:MetricServer pbs-lab-mon01",
        "backup:pbs:NotificationEndpoint pbs-operators",
        "backup:pbs:NotificationMatcher pbs-trouble",
        "backup:pbs:NotificationMatcher pbs-verifications",
        "backup:pbs:PruneJob pbs-pbs-vm-prune",
        "backup:pbs:Server pbs",
        "backup:pbs:Token pbs-monitor@pbs!exporter",
        "backup:pbs:Token pbs-offsite@pbs!export",
        "backup:pbs:Token pbs-pve@pbs!cluster",
        "backup:pbs:TrafficControl pbs-working-hours",
        "backup:pbs:User pbs-backup-admin@pbs",
        "backup:pbs:User pbs-monitor@pbs",
        "backup:pbs:User pbs-offsite@pbs",
        "backup:pbs:User pbs-pve@pbs",
        "backup:pbs:VerifyJob pbs-container-backup-verify",
        "backup:pbs:VerifyJob pbs-container-backup-verify-all",
        "backup:pbs:VerifyJob pbs-vm-backup-verify",
        "backup:pbs:VerifyJob pbs-vm-backup-verify-all",
        "backup:postgres:BackupAgent proj-pg01-backup",
        "backup:postgres:DumpAgent proj-pg01-dump",
        "backup:postgres:Server proj-pg01",
        "backup:postgres:Stanza proj-pg01-stanza",
        "backup:pve:BackupJob cluster-guest-image-elsewhere",
        "backup:pve:BackupJob cluster-guest-image-node01",
        "backup:pve:BackupJob cluster-guest-image-node02",
        "backup:pve:BackupJob cluster-guest-image-node03",
        "backup:pve:BackupJob cluster-guest-image-node04",
        "backup:pve:Cluster cluster",
        "backup:pve:Coverage cluster-pve-coverage",
        "backup:pve:Storage cluster-pbs-ct",
        "backup:pve:Storage cluster-pbs-vm",
        "backup:vault:Alarms vault-astronomy-lab-backup-alarms",
        "backup:vault:ArchiveBucket vault-config-archive",
        "backup:vault:ArchiveBucket vault-database-archive",
        "backup:vault:ArchiveBucket vault-dump-archive",
        "backup:vault:ArchiveBucket vault-evidence",
        "backup:vault:ArchiveBucket vault-vm-archive",
        "backup:vault:ArchiveBucket vault-windows-archive",
        "backup:vault:ArchiveUser vault-offsite-export",
        "backup:vault:ArchiveUser vault-proj-pg01",
        "backup:vault:ArchiveUser vault-veeam",
        "backup:vault:Key vault-astronomy-lab-backup",
        "backup:vault:Key vault-astronomy-lab-backup-escrow",
        "backup:vault:Key vault-astronomy-lab-backup-evidence",
        "backup:vault:KeyEscrow vault-dump-key-database-dumps",
        "backup:vault:KeyEscrow vault-export-key-offsite",
        "backup:vault:KeyEscrow vault-pbs-client-key-pbs-ct",
        "backup:vault:KeyEscrow vault-pbs-client-key-pbs-vm",
        "backup:vault:KeyEscrow vault-pgbackrest-cipher-postgres-repository",
        "backup:vault:KeyEscrow vault-veeam-password-vbr01",
        "backup:vault:LogBucket vault-astronomy-lab-backup-logs",
        "backup:vault:Role vault-astronomy-lab-backup-auditor",
        "backup:vault:Role vault-astronomy-lab-backup-restorer",
        "backup:vault:Trail vault-astronomy-lab-backup-trail",
        "backup:vault:Vault vault",
        "backup:veeam:AgentJob veeam-windows-files",
        "backup:veeam:ConfigurationBackup veeam-configuration-backup",
        "backup:veeam:Credentials veeam-export",
        "backup:veeam:EncryptionKey veeam-astronomy-lab",
        "backup:veeam:OffsiteExport veeam-windows-files-offsite",
        "backup:veeam:Preflight veeam-preflight",
        "backup:veeam:Server veeam",
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
    const [repository] = declared("backup:offsite:ExportAgent").filter((one) =>
      JSON.stringify(one).includes("postgres-repository"),
    );
    expect(repository).toMatchObject({
      ...{ host: "proj-pg01", stanza: "proj-pg01", storageClass: "GLACIER" },
      bucket: "astronomy-lab-database-archive",
      prefix: "postgres-repository/proj-pg01",
      schedule: expect.stringMatching(/^\w{3} \d\d:\d\d$/) as string,
    });
    const writer = (bucket: string, prefix: string) => ({
      prefixes: [{ bucket, prefix }],
      actions: ["s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject"],
      networks: [],
    });
    expect(new Set(declared("backup:vault:ArchiveUser"))).toEqual(
      new Set([
        writer("astronomy-lab-vm-archive", "pbs-vm"),
        {
          ...writer("astronomy-lab-dump-archive", "database-dumps/proj-pg01"),
          prefixes: [
            { bucket: "astronomy-lab-dump-archive", prefix: "database-dumps/proj-pg01" },
            { bucket: "astronomy-lab-database-archive", prefix: "postgres-repository/proj-pg01" },
          ],
        },
        writer("astronomy-lab-windows-archive", "veeam-repository/veeam"),
      ]),
    );
    expect(declared("backup:veeam:OffsiteExport")).toMatchObject([
      {
        ...{ host: "vbr01", runsAs: "svc-backup-export@beardinthe.cloud", source: "windows-files" },
        ...{ bucket: "astronomy-lab-windows-archive", encrypted: true, uploadMbps: 270 },
        schedule: { day: { week: "first", weekday: "tuesday" }, time: "22:00" },
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
