import { checkDeclaration } from "../../config/declaration";
import { priceList } from "../../config/prices/price-list";
import { planEstate } from "../../model/plan/plan-estate";
import { type RegisteredResource, unsealed } from "../support/estate";
import { registeredFor } from "../support/program";
import { envelopeOf, named } from "../support/registered";
import { labByName, labTwice } from "../support/several-products";

let alone: readonly RegisteredResource[];
let twice: readonly RegisteredResource[];
beforeAll(async () => {
  alone = await registeredFor(labByName());
  twice = await registeredFor(labTwice());
});

const key = ({ type, name }: RegisteredResource) => `${type} ${name}`;

/** What the engine is told of a resource, but for what it merely waits for. */
const told = ({ type, name, inputs, options: { after: _, ...options } }: RegisteredResource) => ({
  ...{ type, name, options },
  inputs: Object.entries(inputs).map(([input, value]) => [input, unsealed(value)]),
});

const planned = (sections: Record<string, unknown>) => {
  const { secrets: _, ...given } = sections;
  const { estate, faults } = checkDeclaration(given);
  if (estate === undefined) throw new Error(JSON.stringify(faults, null, 1));
  return planEstate(estate, priceList(), "2026-11-24");
};

describe("a second of each product beside the first", () => {
  it("leaves every resource of the first as it is", () => {
    const now = new Map(twice.map((resource) => [key(resource), told(resource)]));
    const changed = alone.filter((one) => {
      const { inputs, ...rest } = now.get(key(one)) ?? { inputs: [] };
      const before = told(one);
      return JSON.stringify({ ...before }) !== JSON.stringify({ ...rest, inputs });
    });

    expect(changed.map(key)).toEqual([]);
  });

  it("adds resources of its own, under its own name", () => {
    const before = new Set(alone.map(key));
    const added = twice.filter((one) => !before.has(key(one)));
    const own =
      /^(pbs02|second|eu|vbr02|postgres02|fs05|fs06|minio-fs05|minio-fs06|more-data)(-|$)/;
    const escrows =
      /^vault-(pbs-client-key-pbs-second|veeam-password-vbr02|pgbackrest-cipher-second-log)/;

    expect(added.filter(({ name }) => !own.test(name) && !escrows.test(name)).map(key)).toEqual([]);
    expect(added.map(key)).toEqual(
      expect.arrayContaining([
        "backup:pbs:Server pbs02",
        "backup:pbs:Datastore pbs02-vm-backup",
        "backup:pve:Cluster second",
        "backup:pve:BackupJob second-second-image-node11",
        "backup:pve:BackupJob second-second-image-elsewhere",
        "backup:vault:Vault eu",
        "backup:vault:KeyEscrow eu-pbs-client-key-pbs-vm",
        "backup:veeam:Server vbr02",
        "backup:minio:Replication more-data",
      ]),
    );
  });

  it("is told what concerns it, by the names that it knows, and nothing of the other", () => {
    const document = (name: string) => envelopeOf(named(twice, name)).document;

    expect(document("pbs02-vm-backup-section")).toMatchObject({
      name: "vm-backup",
      path: "/mnt/other",
    });
    expect(document("pbs02-vm-backup-verify-section")).toMatchObject({
      id: "vm-backup-verify",
      store: "vm-backup",
    });
    expect(document("pbs02-second-vm-prune-section")).toMatchObject({
      id: "second-vm-prune",
      store: "vm-backup",
    });
    expect(document("pbs02-pve@pbs!cluster-grants")).toMatchObject({
      grants: [{ path: "/datastore/vm-backup" }],
    });
    const connection = (name: string) =>
      (unsealed(named(twice, name).inputs["connection"]) as { host: string }).host;
    expect(connection("pbs02-vm-backup-section")).toBe("pbs02.example.org");
    expect(connection("pbs-vm-backup-section")).toBe("10.25.10.20");
    expect(named(twice, "second-pbs-second-storage").inputs).toMatchObject({
      resourceId: "pbs-second",
      server: "pbs02.example.org",
      datastore: "vm-backup",
    });
    expect(named(twice, "second-second-image-elsewhere-job").inputs).toMatchObject({
      all: true,
      excludes: ["9001"],
    });
  });

  it("is told its own secrets and reached by its own way in", () => {
    const secrets = (name: string) => envelopeOf(named(twice, name)).secrets;
    const input = (name: string, key: string) => unsealed(named(twice, name).inputs[key]);
    const inEu = twice.filter(({ type, name }) => /^aws:/.test(type) && name.startsWith("eu-"));

    expect(secrets("pbs02-admin@pbs-section")).toEqual({ password: "s3cr3t-second-admin" });
    expect(secrets("vbr02-second-key")).toEqual({ password: "s3cr3t-second-veeam" });
    const providers = twice.filter(({ type }) => type.startsWith("pulumi:providers:"));
    const told = (type: string, key: string) =>
      Object.fromEntries(
        providers
          .filter((one) => one.type === `pulumi:providers:${type}`)
          .map(({ name, inputs }) => [name, unsealed(inputs[key])]),
      );
    expect(told("proxmoxve", "apiToken")["second"]).toMatch(/2a11$/);
    expect(told("aws", "accessKey")).toEqual({ vault: "AKIATEST", eu: "AKIAEU" });
    expect(inEu.length).toBeGreaterThan(10);
    expect(new Set(inEu.map(({ options }) => options.provider))).toEqual(new Set(["eu"]));
    expect(input("eu-pbs-client-key-pbs-second-value", "secretString")).toContain('"kdf":null');
  });

  it("keeps in its vault what its own copies need, and exports what its own server holds", () => {
    expect(named(twice, "eu-vm-archive-lock").inputs).toMatchObject({
      bucket: "lab-eu-vm-archive",
      rule: { defaultRetention: { days: 100 } },
    });
    const job = "second-export-second-image-node11-offsite-job";
    expect(envelopeOf(named(twice, job))).toMatchObject({
      document: {
        config: {
          repository: "offsite@pbs!export@localhost:8007:vm-backup",
          fingerprint: Array(32).fill("cd").join(":"),
          bucket: "lab-eu-vm-archive",
          region: "eu-central-1",
        },
      },
    });
    expect(named(twice, "eu-second-export-eu-user").inputs["name"]).toBe("second-export-eu");
  });

  it("backs up with its own Veeam server what is declared for it", () => {
    expect(envelopeOf(named(twice, "vbr02-second-files-job")).document).toMatchObject({
      repository: "Second Repository",
      protectionGroups: ["other-servers"],
    });
  });

  it("is planned without an error, each datastore by the name of its server", () => {
    const plan = planned(labTwice());

    expect(plan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(plan.jobs.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["vm-backup@pbs-gc", "vm-backup@pbs02-gc", "second-vm-prune"]),
    );
    expect(plan.instructions.pbs.map(({ server, store }) => `${store}@${server}`)).toEqual([
      "container-backup@pbs",
      "vm-backup@pbs",
      "vm-backup@pbs02",
    ]);
  });
});

describe("the lab with every product by its name", () => {
  it("is planned as it is without the names", () => {
    const { findings: _, ...plan } = planned(labByName());

    expect(plan.jobs.map(({ id }) => id)).toContain("vm-backup-gc");
    expect(plan.instructions.pbs.map(({ server }) => server)).toEqual([undefined, undefined]);
  });
});
