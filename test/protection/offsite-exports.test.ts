import { type RegisteredResource } from "../support/estate";
import { envelopeOf, ofType } from "../support/registered";
import { labResources, labSection, plannedLab, secretAt } from "./support";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/vault-astronomy-lab-backup-key";

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await labResources();
});

describe("the vault", () => {
  it("is written by users who can put, read and recall exports below a folder of their own, and hide nothing but locks of restic's", () => {
    const policies = ofType(resources, "aws:iam/userPolicy:UserPolicy");
    const folders = {
      "offsite-export": ["astronomy-lab-vm-archive/pbs-vm"],
      "proj-pg01": [
        "astronomy-lab-dump-archive/database-dumps/proj-pg01",
        "astronomy-lab-database-archive/postgres-repository/proj-pg01",
      ],
      veeam: ["astronomy-lab-windows-archive/veeam-repository/veeam"],
    };
    const written = Object.fromEntries(
      policies.map(({ inputs }) => [
        inputs["name"],
        JSON.parse(String(inputs["policy"])) as object,
      ]),
    );
    const wanted = Object.entries(folders).map(([user, all]) => {
      const allow = (actions: readonly string[], resources: readonly string[]) => ({
        ...{ Effect: "Allow", Action: actions, Resource: resources },
      });
      const below = (path: string) => all.map((folder) => `arn:aws:s3:::${folder}/${path}`);
      const buckets = all.map((folder) => `arn:aws:s3:::${folder.split("/")[0]}`);
      const Statement = [
        allow(["s3:ListBucket", "s3:ListBucketVersions"], buckets),
        allow(["s3:PutObject", "s3:GetObject", "s3:RestoreObject"], below("*")),
        allow(["s3:DeleteObject"], below("*/locks/*")),
        allow(["kms:GenerateDataKey", "kms:Decrypt"], [keyArn]),
      ];
      return [user, { Version: "2012-10-17", Statement }];
    });
    expect(written).toEqual(Object.fromEntries(wanted));
  });

  it("gets the repository of the database under the export's key and a log-in of its server's own", () => {
    const [agent, another] = ofType(resources, "command:remote:Command")
      .map(envelopeOf)
      .filter(({ kind }) => kind === "offsite repository export");

    expect(another).toBeUndefined();
    expect(agent?.identity).toBe("database-pitr-offsite");
    expect(agent?.document["config"]).toMatchObject({
      ...{ stanza: "proj-pg01", bucket: "astronomy-lab-database-archive" },
      ...{ prefix: "postgres-repository/proj-pg01", storageClass: "GLACIER", roundDays: 8 },
    });
    expect(agent?.secrets).toEqual({
      "export-key": secretAt("exportKey"),
      "s3-credentials":
        "[default]\naws_access_key_id = vault-proj-pg01-access-id\naws_secret_access_key = s3cr3t-access",
    });
  });

  it("gets the dumps of the database under the export's key and the same log-in", () => {
    const [agent, another] = ofType(resources, "command:remote:Command")
      .map(envelopeOf)
      .filter(({ kind }) => kind === "offsite dump export");

    expect(another).toBeUndefined();
    expect(agent?.identity).toBe("database-dump-offsite");
    expect(agent?.document["config"]).toMatchObject({
      ...{ stanza: "proj-pg01", bucket: "astronomy-lab-dump-archive" },
      ...{ prefix: "database-dumps/proj-pg01", storageClass: "GLACIER", roundDays: 8 },
    });
    expect(agent?.secrets).toEqual({
      "export-key": secretAt("exportKey"),
      "s3-credentials":
        "[default]\naws_access_key_id = vault-proj-pg01-access-id\naws_secret_access_key = s3cr3t-access",
    });
  });

  it("gets the backups of each planned export of Veeam under the export's key and the server's own log-in", () => {
    const sent = ofType(resources, "command:remote:Command").map(envelopeOf);
    const [agent, another] = sent.filter(({ kind }) => kind === "windows offsite export");
    // As Veeam lists the one whose copy is in escrow.
    const key = sent.find(({ kind }) => kind === "veeam encryption key")!.identity;

    expect(another).toBeUndefined();
    expect(agent?.identity).toBe("windows-files-offsite");
    expect(agent?.document["config"]).toMatchObject({
      source: { job: "windows-files", repository: "Default Backup Repository", key },
      items: [
        { name: "fs02", computers: ["fs02", "proj-fs02"] },
        { name: "fs04", computers: ["fs04"] },
      ],
      ...{ encryption: "aes-256", storageClass: "GLACIER", keptDays: 90 },
      ...{ bucket: "astronomy-lab-windows-archive", prefix: "veeam-repository/veeam" },
    });
    expect(agent?.secrets).toEqual({
      "export-key": secretAt("exportKey"),
      password: secretAt("veeam", "credentials", "export"),
      "s3-credentials":
        "[default]\naws_access_key_id = vault-veeam-access-id\naws_secret_access_key = s3cr3t-access",
    });
  });

  it("gets the images of each planned export under the export's key and the user's own log-in", () => {
    const guests = labSection("guests");
    const planned = plannedLab().jobs.filter(({ from }) => from === "pbs-vm");
    const agents = ofType(resources, "command:remote:Command")
      .map(envelopeOf)
      .filter(({ kind }) => kind === "offsite export");

    expect(agents.map(({ identity }) => identity).sort()).toEqual(
      planned.map(({ id }) => id).sort(),
    );
    for (const { identity, document, secrets } of agents) {
      const { items } = planned.find(({ id }) => id === identity)!;

      expect(document["config"]).toMatchObject({
        repository: "offsite@pbs!export@localhost:8007:vm-backup",
        fingerprint: Array(32).fill("ab").join(":"),
        guests: items.map((name) => ({ name, vmid: guests[name]!["vmid"] })),
        bucket: "astronomy-lab-vm-archive",
        prefix: "pbs-vm",
        storageClass: "GLACIER",
      });
      expect(secrets).toEqual({
        "export-key": secretAt("exportKey"),
        "client-key.json": secretAt("pbsEncryptionKeys", "pbs-vm"),
        "pbs-secret": "s3cr3t-token",
        "s3-credentials":
          "[default]\naws_access_key_id = vault-offsite-export-access-id\naws_secret_access_key = s3cr3t-access",
      });
    }
  });
});
