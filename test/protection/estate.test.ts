import { completeDeclaration } from "../support/complete-declaration";
import { plainParts, type RegisteredResource, unsealed } from "../support/estate";
import { registeredFor } from "../support/program";
import { envelopeOf, named, ofType } from "../support/registered";
import { labResources, labSection } from "./support";

let resources: readonly RegisteredResource[];
beforeAll(async () => {
  resources = await labResources();
});

/** What holds backups, or opens them; all of what it is made of as well. */
const keepers = [
  "backup:minio:Bucket",
  "backup:vault:ArchiveBucket",
  "backup:vault:Key",
  "backup:vault:KeyEscrow",
  "backup:vault:LogBucket",
  "backup:vault:Trail",
  "backup:veeam:EncryptionKey",
];

/** Its configuration may go on purpose, for its backups stay in their path. */
const datastores = ["pbs-container-backup-section", "pbs-vm-backup-section"];

const kept = () => {
  const components = resources.filter(({ type }) => keepers.includes(type));
  const names = new Set(components.map(({ name }) => name));
  const parts = resources.filter(({ options }) => names.has(options.parent ?? ""));
  return [...components, ...parts].map(({ name }) => name).sort();
};

describe("what holds backups or opens them", () => {
  it("is refused to every destroy, with each of its parts, and nothing else is", () => {
    const found = resources.filter(({ options }) => options.protect).map(({ name }) => name);

    expect(found.sort()).toEqual([...kept(), ...datastores].sort());
    expect(found.length).toBeGreaterThan(50);
  });

  it("stays where it is when it leaves the program", () => {
    const found = resources.filter(({ options }) => options.retainOnDelete);

    expect(found.map(({ name }) => name).sort()).toEqual(kept());
  });
});

describe.each<[whose: string, registered: () => Promise<readonly RegisteredResource[]>]>([
  ["the lab", labResources],
  ["an estate in which everything is declared", () => registeredFor(completeDeclaration())],
])("every component of %s", (_whose, registered) => {
  let all: readonly RegisteredResource[];
  let components: readonly RegisteredResource[];
  beforeAll(async () => {
    all = await registered();
    components = all.filter(({ type }) => type.startsWith("backup:"));
  });

  it("says what it declares, and everything that is sent is below one", () => {
    const silent = components.filter(
      ({ inputs }) => Object.keys((inputs["declared"] as object | undefined) ?? {}).length === 0,
    );
    const names = new Set(components.map(({ name }) => name));
    const parts = all.filter(({ type }) => !/^(backup|pulumi:providers):/.test(type));
    const orphans = parts.filter(({ options }) => !names.has(options.parent ?? ""));

    expect([...silent, ...orphans].map(({ name }) => name)).toEqual([]);
    expect(parts.length).toBeGreaterThan(50);
  });

  it("tells a reviewer what its removal means", () => {
    const told = new Map(
      components.map(({ type, inputs }) => [type, String(inputs["onRemoval"])] as const),
    );

    expect([...told].filter(([, words]) => words.length < 20)).toEqual([]);
    expect(told.size).toBeGreaterThan(20);
  });

  it("has each remote object say what it is, and which one of its kind on its host", () => {
    const envelopes = ofType(all, "command:remote:Command").map((object) => ({
      ...envelopeOf(object),
      at: (unsealed(object.inputs["connection"]) as { readonly host: string }).host,
    }));
    const identities = envelopes.map(({ at, kind, identity }) => `${at}: ${kind} ${identity}`);

    expect(envelopes.filter(({ kind }) => !/^[a-z]+ [a-z]/.test(kind))).toEqual([]);
    expect(envelopes.filter(({ identity }) => identity.length === 0)).toEqual([]);
    expect(new Set(identities).size).toBe(identities.length);
  });
});

describe("what must be there first", () => {
  const lock = [
    ...["bucket", "encryption", "lifecycle", "lock", "logging", "ownership"],
    ...["policy", "privacy", "versioning"],
  ];

  // One that is made too soon is refused, or looks at what is not done yet and finds it right.
  it.each<[what: string, type: string, first: readonly string[]]>([
    [
      "the datastore, its rights and its owners: before a storage of the cluster writes to it",
      "proxmoxve:storage/pbs:Pbs",
      ["pbs-vm-backup-section", "pbs-pve@pbs!cluster-grants", "pbs-vm-backup-pve@pbs-groups"],
    ],
    [
      "the right to read, the vault's user, and its bucket with lock and key: before anything is exported",
      "command:remote:Command",
      [
        "pbs-offsite@pbs!export-grants",
        "vault-offsite-export-access",
        ...lock.map((part) => `vault-vm-archive-${part}`),
      ],
    ],
    [
      "every job of the cluster: before it is asked whether they cover every guest",
      "command:remote:Command",
      ["elsewhere", "node01", "node04"].map((part) => `cluster-guest-image-${part}-job`),
    ],
    [
      "the password: before a job encrypts with it",
      "command:remote:Command",
      ["veeam-astronomy-lab-key"],
    ],
  ])("is %s", (_, type, first) => {
    const later = ofType(resources, type).filter(({ options }) =>
      options.after.includes(first[0]!),
    );
    expect(later).not.toEqual([]);
    for (const { options } of later)
      expect(options.after).toEqual(expect.arrayContaining([...first]));
  });
});

describe("an object of the backup server", () => {
  it.each([
    ["a prune job", "pbs-vm-prune-section", ["vm-backup-section"]],
    ["a verify job", "vm-backup-verify-section", ["vm-backup-section"]],
    [
      "whose the groups are",
      "vm-backup-pve@pbs-groups",
      ["vm-backup-section", "pve@pbs!cluster-grants"],
    ],
    ["a token", "pve@pbs!cluster-token", ["pve@pbs-section"]],
    ["what a user may do", "pve@pbs-grants", ["pve@pbs-section"]],
    ["what a token may do", "pve@pbs!cluster-grants", ["pve@pbs!cluster-token", "pve@pbs-grants"]],
    ["a matcher", "trouble-section", ["operators-section"]],
  ])("is not made, or outlives, what it needs: %s", (_what, name, first) => {
    // What is sent waits itself: the order of its component is not in the state, by which a destroy goes.
    const { after } = named(resources, `pbs-${name}`).options;
    expect(after).toEqual(expect.arrayContaining(first.map((one) => `pbs-${one}`)));
  });
});

describe("every remote object", () => {
  const addresses = Object.values(labSection("hosts")).map(({ address }) => address);

  it("goes to a declared host alone, whose key is pinned, and tries few times", () => {
    for (const { inputs } of ofType(resources, "command:remote:Command")) {
      const connection = unsealed(inputs["connection"]) as { readonly host: string };
      expect(addresses).toContain(connection.host);
      expect(connection).toEqual({
        host: connection.host,
        port: 22,
        user: expect.stringMatching(/^(root|Administrator)$/) as string,
        privateKey: expect.stringContaining("s3cr3t-ssh") as string,
        hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0cGxhY2Vob2xkZXI",
        dialErrorLimit: 3,
        perDialTimeout: 15,
      });
    }
  });

  it("is sent sealed, logs nothing, hands nothing on, and is taken away by its own script", () => {
    for (const { inputs } of ofType(resources, "command:remote:Command")) {
      expect(plainParts(inputs)).toEqual({
        connection: "[secret]",
        stdin: "[secret]",
        create: expect.stringMatching(/create$|-EncodedCommand/) as string,
        update: expect.stringMatching(/apply$|-EncodedCommand/) as string,
        delete: expect.stringMatching(/remove$|-EncodedCommand/) as string,
        logging: "none",
        addPreviousOutputInEnv: false,
      });
    }
  });

  it("changes nothing that somebody else made, unless nothing that anybody set is changed", () => {
    const envelopes = ofType(resources, "command:remote:Command").map((object) => ({
      ...envelopeOf(object),
      name: object.name,
    }));
    for (const { name, resource, stack } of envelopes)
      expect([resource, stack]).toEqual([name, "backup/lab"]);
    const mayExist = envelopes.filter(({ adopt }) => adopt).map(({ kind }) => kind);
    expect([...new Set(mayExist)].sort()).toEqual([
      "minio release",
      "pbs group owners",
      "pve coverage",
    ]);
  });

  it("gives no output away in clear that may hold a secret: of tokens, the server makes it", () => {
    const tokens = ofType(resources, "command:remote:Command").filter(
      (object) => envelopeOf(object).kind === "pbs token",
    );

    expect(tokens).toHaveLength(3);
    for (const { options } of tokens) expect(options.secretOutputs).toContain("stdout");
  });
});

describe("what the engine is told of providers", () => {
  it("holds no secret in clear, and certificates are checked", () => {
    const shown = (type: string) => ofType(resources, type).map(({ inputs }) => plainParts(inputs));

    expect(shown("pulumi:providers:minio")).toEqual(
      ["fs01", "fs03"].map((site) => ({
        minioServer: `${site}.beardinthe.cloud:9000`,
        minioUser: "[secret]",
        minioPassword: "[secret]",
        minioSsl: "true",
      })),
    );
    expect(shown("pulumi:providers:proxmoxve")).toEqual([
      { endpoint: "https://node01.beardinthe.cloud:8006/", apiToken: "[secret]" },
    ]);
    expect(shown("pulumi:providers:aws")).toEqual([
      expect.objectContaining({ accessKey: "[secret]", secretKey: "[secret]" }),
    ]);
  });
});
