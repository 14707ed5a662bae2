import { plainParts, type RegisteredResource, unsealed } from "../support/estate";
import { testSecrets } from "../support/lab";
import { childrenOf, envelopeOf, named, ofType } from "../support/registered";
import { labResources, labSection, placesOf, plannedLab, plannedSettings } from "./support";

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await labResources();
});

const documentOf = (name: string) => envelopeOf(named(resources, name)).document;
const documentsOf = (kind: string) =>
  ofType(resources, "command:remote:Command")
    .map(envelopeOf)
    .filter((envelope) => envelope.kind === kind);
const keeping = (document: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(document).filter(([property]) => property.startsWith("keep-")));

describe("MinIO, as it is sent", () => {
  it.each(["fs03-research-data", "fs01-research-data-replica"])(
    "has %s versioned, able to lock, encrypted under the key, and never emptied",
    (name) => {
      const bucket = name.slice("fs03-".length);
      const parts = childrenOf(resources, name) as Record<string, { inputs: unknown }>;

      expect(parts[`${name}-bucket`]?.inputs).toEqual({
        bucket,
        objectLocking: true,
        forceDestroy: false,
      });
      expect(parts[`${name}-versioning`]?.inputs).toEqual({
        bucket,
        versioningConfiguration: { status: "Enabled" },
      });
      expect(parts[`${name}-encryption`]?.inputs).toEqual({
        bucket,
        encryptionType: "aws:kms",
        kmsKeyId: "backup-key",
      });
    },
  );

  it("lets replaced versions of the replica go as planned, and nothing else in any bucket", () => {
    const { noncurrentDays } = plannedSettings("minio-fs01");
    const { retentionFull } = plannedSettings("postgres-repository");
    const { keepWithinDays } = plannedSettings("database-dumps");

    expect(
      ofType(resources, "minio:index/ilmPolicy:IlmPolicy").map(({ inputs }) => inputs),
    ).toEqual([
      // What a server deletes of its dumps and its backups, or somebody with its log-in.
      {
        bucket: "database-dumps",
        rules: [{ id: "replaced-versions", noncurrentVersionExpirationDays: keepWithinDays }],
      },
      {
        bucket: "pgbackrest",
        rules: [{ id: "replaced-versions", noncurrentVersionExpirationDays: retentionFull }],
      },
      {
        bucket: "research-data-replica",
        rules: [{ id: "replaced-versions", noncurrentVersionExpirationDays: noncurrentDays }],
      },
    ]);
  });

  it("replicates no delete", () => {
    expect(documentOf("research-data-rule")).toMatchObject({
      bucket: "research-data",
      target: "https://fs01.beardinthe.cloud:9000/research-data-replica",
      status: "Enabled",
      rules: 1,
      "existing-objects": "Enabled",
      filter: [],
      delete: "Disabled",
      "delete-marker": "Disabled",
    });
  });

  it("lets its replication user delete nothing", () => {
    const { policy } = named(resources, "research-data-policy").inputs;

    expect(policy).toContain("s3:ReplicateObject");
    expect(policy).not.toMatch(/Delete|Bypass|s3:\*/);
  });
});

describe("Proxmox VE, as it is sent", () => {
  it.each(Object.entries(labSection("pve")["storages"]!))(
    "encrypts what goes to the storage %s under its own key, and prunes nothing",
    (name) => {
      const { inputs } = named(resources, `cluster-${name}-storage`);
      const keys: Readonly<Record<string, string>> = testSecrets.pbsEncryptionKeys;

      expect(plainParts(inputs)).toEqual({
        resourceId: name,
        server: "10.25.10.20",
        datastore: name === "pbs-vm" ? "vm-backup" : "container-backup",
        username: "pve@pbs!cluster",
        password: "[secret]",
        fingerprint: Array(32).fill("ab").join(":"),
        encryptionKey: "[secret]",
        contents: ["backup"],
        backups: { keepAll: true },
      });
      expect(unsealed(inputs["encryptionKey"])).toBe(keys[name]);
      expect(unsealed(inputs["password"])).toBe("s3cr3t-token");
    },
  );

  it("runs every planned job at its time over its guests, from snapshots, and prunes nothing", () => {
    const guests = labSection("guests");
    const planned = plannedLab().jobs.filter(
      ({ kind, engine }) => kind === "backup" && engine === "pbs",
    );
    const vmids = (items: readonly string[]) =>
      items.map((item) => String(guests[item]!["vmid"])).sort();
    const named = planned.filter(({ catchAll }) => !catchAll).flatMap(({ items }) => items);
    const sent = ofType(resources, "proxmoxve:backup/job:Job").map(({ inputs }) => ({
      ...inputs,
      vmids: (inputs["vmids"] as string[] | undefined)?.sort(),
      excludes: (inputs["excludes"] as string[] | undefined)?.sort(),
    }));

    expect(sent).toHaveLength(planned.length);
    for (const { id, schedule, items, catchAll } of planned) {
      expect(sent).toContainEqual({
        resourceId: id,
        storage: "pbs-vm",
        schedule,
        ...(catchAll
          ? { all: true, excludes: vmids(named), vmids: undefined }
          : { vmids: vmids(items), excludes: undefined }),
        enabled: true,
        mode: "snapshot",
        notesTemplate: expect.any(String) as string,
        pruneBackups: { "keep-all": "1" },
        repeatMissed: true,
      });
    }
  });
});

describe("Proxmox Backup Server, as it is sent", () => {
  it("prunes as planned, when planned, and nowhere else", () => {
    const planned = plannedLab().jobs.filter(({ kind }) => kind === "prune");
    const sent = documentsOf("pbs prune-job").map(({ document }) => document);

    expect(sent).toHaveLength(planned.length);
    for (const { id, schedule, place } of planned) {
      const job = sent.find((document) => document["id"] === id);
      const { keepWeekly, keepMonthly } = plannedSettings(place);

      expect(job).toMatchObject({ store: "vm-backup", schedule });
      expect(job).toHaveProperty("max-depth", 0);
      expect(keeping(job!)).toEqual({ "keep-weekly": keepWeekly, "keep-monthly": keepMonthly });
      // What reviewers and policies see is what is sent; another datastore makes another job.
      expect(plainParts(named(resources, `pbs-${id}`).inputs["declared"])).toEqual({
        ...{ host: "pbs01", store: "vm-backup", schedule },
        retention: { keepWeekly, keepMonthly },
      });
      expect(envelopeOf(named(resources, `pbs-${id}-section`)).settings).toMatchObject({
        immutable: ["store"],
      });
    }
  });

  it.each(placesOf("pbs").map(([, { store }]) => String(store)))(
    "collects %s as planned, verifies what is new there at once, and each month all of it",
    (store) => {
      const at = (kind: string) =>
        plannedLab().jobs.find((job) => job.kind === kind && job.id.startsWith(store))?.schedule;

      expect(documentOf(`pbs-${store}-section`)).toMatchObject({
        name: store,
        path: `/mnt/datastore/${store}`,
        "gc-schedule": at("garbage-collection"),
        "verify-new": true,
      });
      expect(documentOf(`pbs-${store}-verify-section`)).toMatchObject({
        store,
        schedule: at("verify"),
        "ignore-verified": true,
      });
      expect(documentOf(`pbs-${store}-verify-all-section`)).toMatchObject({
        store,
        schedule: at("verify-all"),
        "ignore-verified": false,
      });
    },
  );

  it("gives each user and token exactly what is declared, and nobody but people what prunes or deletes", () => {
    const grant = (path: string, role: string) => ({ path, role, propagate: true });
    const backup = [
      grant("/datastore/container-backup", "DatastoreBackup"),
      grant("/datastore/vm-backup", "DatastoreBackup"),
    ];
    const read = [grant("/datastore/vm-backup", "DatastoreReader")];
    const look = [grant("/", "Audit")];
    const sent = documentsOf("pbs acl").map(({ identity, document }) => [
      identity,
      document["grants"],
    ]);

    expect(Object.fromEntries(sent)).toEqual({
      "pve@pbs": backup,
      "pve@pbs!cluster": backup,
      "offsite@pbs": read,
      "offsite@pbs!export": read,
      "monitor@pbs": look,
      "monitor@pbs!exporter": look,
      "backup-admin@pbs": [grant("/", "Admin")],
    });
  });

  it("shows a reviewer which storages of the cluster log in as whom, a token or its user", () => {
    const shown = ofType(resources, "backup:pbs:Acl").map(({ inputs }) => {
      const { holder, storages } = inputs["declared"] as { holder: string; storages: string[] };
      return [holder, storages];
    });
    const names = Object.keys(labSection("pve")["storages"]!).sort();

    expect(Object.fromEntries(shown)).toEqual({
      ...{ "pve@pbs": names, "pve@pbs!cluster": names },
      ...{ "offsite@pbs": [], "offsite@pbs!export": [] },
      ...{ "monitor@pbs": [], "monitor@pbs!exporter": [] },
      "backup-admin@pbs": [],
    });
  });
});
