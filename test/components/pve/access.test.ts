import { clientKeyFingerprint } from "../../../components/pve/client-key";
import { canonicalJson } from "../../../model/canonical-json";
import { plainParts, type RegisteredResource } from "../../support/estate";
import { fingerprint, keyFile } from "../../support/client-key";
import { envelopeOf, wholeCluster } from "./declared";

const named = (resources: readonly RegisteredResource[], name: string) => {
  const found = resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`nothing named ${name} was registered`);
  return found;
};
const data = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const shown = (resource: RegisteredResource) => plainParts(resource.inputs);

describe("a cluster through its provider", () => {
  it("gets the storage as the provider takes it, its secrets sealed", async () => {
    const resources = await wholeCluster("provider", {
      storage: { namespace: "lab/vm", nodes: ["node01"] },
    });

    expect(named(resources, "pbs-vm-storage").type).toBe("proxmoxve:storage/pbs:Pbs");
    expect(shown(named(resources, "pbs-vm-storage"))).toEqual({
      resourceId: "pbs-vm",
      server: "10.25.10.20",
      datastore: "vm-backup",
      namespace: "lab/vm",
      username: "pve@pbs!cluster",
      password: "[secret]",
      fingerprint: Array(32).fill("ab").join(":"),
      encryptionKey: "[secret]",
      contents: ["backup"],
      backups: { keepAll: true },
      nodes: ["node01"],
    });
  });

  it("never lets the provider make a key: a replacement would make another one", async () => {
    const storage = named(await wholeCluster("provider"), "pbs-vm-storage");

    expect(storage.inputs).not.toHaveProperty("generateEncryptionKey");
  });

  it("gets a job that keeps everything, over all guests but the excluded", async () => {
    const resources = await wholeCluster("provider", {
      job: {
        guests: { excludedVmids: [901] },
        node: "node01",
        changeDetectionMode: "metadata",
        fleecingStorage: "local-lvm",
      },
    });

    expect(named(resources, "weekly-job").type).toBe("proxmoxve:backup/job:Job");
    expect(shown(named(resources, "weekly-job"))).toEqual({
      resourceId: "weekly",
      storage: "pbs-vm",
      schedule: "sun 01:00",
      all: true,
      excludes: ["901"],
      node: "node01",
      enabled: true,
      mode: "snapshot",
      notesTemplate: "{{guestname}} on {{node}}",
      pruneBackups: { "keep-all": "1" },
      repeatMissed: true,
      pbsChangeDetectionMode: "metadata",
      fleecing: { enabled: true, storage: "local-lvm" },
    });
  });

  it("selects all guests where none is excluded", async () => {
    const job = named(await wholeCluster("provider"), "weekly-job").inputs;

    expect(job["all"]).toBe(true);
    expect(job).not.toHaveProperty("excludes");
    expect(job).not.toHaveProperty("vmids");
  });

  it("selects named guests alone, without all", async () => {
    const resources = await wholeCluster("provider", { job: { guests: { vmids: [101, 102] } } });

    const job = named(resources, "weekly-job").inputs;
    expect(job["vmids"]).toEqual(["101", "102"]);
    expect(job).not.toHaveProperty("all");
  });

  it.each([
    ["a port", { storage: { port: 8008 } }, "storage pbs-vm", "port"],
    ["a comment", { job: { comment: "x" } }, "job weekly", "comment"],
    [
      "a notification mode",
      { job: { notificationMode: "auto" as const } },
      "job weekly",
      "notificationMode",
    ],
  ])("fails for %s, which would silently be lost", async (_name, changes, object, setting) => {
    await expect(wholeCluster("provider", changes)).rejects.toThrow(
      `${object} of the PVE cluster: the provider has no input for ${setting}; set \`through: shell\``,
    );
  });
});

describe("a cluster through a node's shell", () => {
  it("makes the same components, and remote objects in place of the provider's", async () => {
    const kinds = async (through: "provider" | "shell") =>
      (await wholeCluster(through))
        .filter(({ type }) => type.startsWith("backup:"))
        .map(({ type, name, inputs }) => `${type} ${name} ${canonicalJson(plainParts(inputs))}`);

    expect(await kinds("shell")).toEqual(await kinds("provider"));
    const resources = await wholeCluster("shell");
    expect(named(resources, "pbs-vm-storage").type).toBe("command:remote:Command");
    expect(named(resources, "weekly-job").type).toBe("command:remote:Command");
    expect(resources.some(({ type }) => type.startsWith("proxmoxve:"))).toBe(false);
  });

  it("gets the storage in the API's words: encrypted under the key, and pruning nothing", async () => {
    const { document, identity } = await envelopeOf("pbs-vm-storage", {
      storage: { port: 8008, namespace: "lab/vm", nodes: ["node02", "node01"] },
    });

    expect({ identity, document }).toEqual({
      identity: "pbs-vm",
      document: {
        type: "pbs",
        server: "10.25.10.20",
        port: "8008",
        datastore: "vm-backup",
        namespace: "lab/vm",
        username: "pve@pbs!cluster",
        fingerprint: Array(32).fill("ab").join(":"),
        nodes: "node01,node02",
        content: "backup",
        "prune-backups": "keep-all=1",
        "encryption-key": fingerprint(7),
        password: "as declared",
      },
    });
  });

  it("gets a storage without a port of its own for every node, and a job that makes up for no missed run", async () => {
    const storage = await envelopeOf("pbs-vm-storage");
    const job = await envelopeOf("weekly-job", { job: { repeatMissed: false } });

    expect(storage.document).not.toHaveProperty("port");
    expect(storage.document).not.toHaveProperty("nodes");
    expect(job.document).toMatchObject({ "repeat-missed": "0" });
  });

  it.each([
    [{ excludedVmids: [] }, { all: "1" }],
    [{ excludedVmids: [901, 1101] }, { all: "1", exclude: "1101,901" }],
    [{ vmids: [102, 101] }, { vmid: "101,102" }],
  ])(
    "gets a job over %p that is on, takes snapshots and prunes nothing",
    async (guests, chosen) => {
      const settings = {
        ...{ node: "node01", comment: "planned", notificationMode: "auto" as const },
        ...{ changeDetectionMode: "data" as const, fleecingStorage: "local-lvm" },
      };
      const { document, identity } = await envelopeOf("weekly-job", {
        job: { guests, ...settings },
      });

      expect({ identity, document }).toEqual({
        identity: "weekly",
        document: {
          storage: "pbs-vm",
          schedule: "sun 01:00",
          ...chosen,
          node: "node01",
          comment: "planned",
          enabled: "1",
          mode: "snapshot",
          "notes-template": "{{guestname}} on {{node}}",
          "notification-mode": "auto",
          "prune-backups": "keep-all=1",
          "repeat-missed": "1",
          "pbs-change-detection-mode": "data",
          fleecing: "enabled=1,storage=local-lvm",
        },
      });
    },
  );

  it("sends secrets inside of the sealed envelope alone", async () => {
    const { secrets, document, settings, script } = await envelopeOf("pbs-vm-storage");

    expect(secrets).toEqual({ password: "s3cr3t token", "encryption-key": keyFile(7) });
    expect(canonicalJson([document, settings, script])).not.toContain("s3cr3t");
    const resources = await wholeCluster("shell");
    expect(JSON.stringify(resources.map(shown))).not.toContain("s3cr3t");
  });

  it("declares the key by its fingerprint, whatever else changes", async () => {
    for (const changes of [
      {},
      { storage: { server: "10.25.60.20", datastore: "other", namespace: "lab" } },
      { tokenSecret: "s3cr3t rotated" },
    ]) {
      const { document } = await envelopeOf("pbs-vm-storage", changes);
      expect(document["encryption-key"]).toBe(fingerprint(7));
    }
  });
});

describe("the fingerprint of a client key", () => {
  it("is the one by which backups name the key", () => {
    expect(clientKeyFingerprint(keyFile(7))).toBe(fingerprint(7));
    expect(clientKeyFingerprint(JSON.stringify({ data: data(9) }))).toBe(fingerprint(9));
  });

  it.each([
    ["no JSON", "s3cr3t", "is no JSON document"],
    ["a text in JSON", '"s3cr3t"', "is no JSON document"],
    ["a number", "7", "is no JSON document"],
    ["nothing", "null", "is no JSON document"],
    ["a passphrase", '{"kdf":{"Scrypt":{}},"data":"s3cr3t"}', "is protected by a passphrase"],
    ["another length", '{"kdf":null,"data":"s3cr"}', "holds 3 bytes; an AES-256 key has 32"],
    ["no data", "{}", "holds 0 bytes"],
    [
      "a fingerprint of another key",
      JSON.stringify({ data: data(7), fingerprint: fingerprint(9) }),
      "says it has another fingerprint than its own",
    ],
  ])("fails for a key with %s, and never quotes it", (_name, encryptionKey, reason) => {
    expect(() => clientKeyFingerprint(encryptionKey)).toThrow(reason);
    expect(() => clientKeyFingerprint(encryptionKey)).not.toThrow(/s3cr/);
  });
});

describe("the check of coverage", () => {
  it("asks a node, whichever way the cluster is configured", async () => {
    for (const through of ["provider", "shell"] as const) {
      const resources = await wholeCluster(through, { exemptVmids: [901] });
      expect(named(resources, "pve-coverage-check").type).toBe("command:remote:Command");
    }
    const facts = { exemptVmids: [901], exemptDisks: ["101:scsi1"], agents: { 101: true } };
    const { document, settings } = await envelopeOf("pve-coverage-check", facts);
    expect({ document, settings }).toEqual({
      document: { unprotected: [], excludedDisks: [], absent: [], wrongAgents: [] },
      settings: { ...facts, jobs: { weekly: { guests: { excludedVmids: [] } } } },
    });
  });

  it("is made again when a job is declared to cover less", async () => {
    const { settings } = await envelopeOf("pve-coverage-check", {
      job: { guests: { vmids: [101] } },
    });
    expect(settings["jobs"]).toEqual({ weekly: { guests: { vmids: [101] } } });
  });
});
