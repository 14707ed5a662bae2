import { openEnvelope } from "../../model/remote/envelope";
import { type RegisteredResource, unsealed } from "../support/estate";
import { registeredFor } from "../support/program";
import { labByName, labTwice } from "../support/several-products";

type Tree = Record<string, Record<string, unknown>>;

/** Keys of the twofold lab by the part of a name that stands for their escrow, with the values that are used. */
function keysOf(secrets: Tree): [escrow: string, value: string][] {
  return [
    ...entries(secrets, "pbsEncryptionKeys").map(named("pbs-client-key", (storage) => storage)),
    ...entries(secrets, "veeamEncryptionPassword").map(
      named("veeam-password", (server) => (server === "veeam" ? "vbr01" : server)),
    ),
    ["export-key-offsite", secrets["exportKey"] as unknown as string],
  ];
}

const entries = (secrets: Tree, section: string) => Object.entries(secrets[section] ?? {});

const named =
  (kind: string, nameOf: (owner: string) => string) =>
  ([owner, value]: [string, unknown]): [string, string] => [
    `${kind}-${nameOf(owner)}`,
    String(value),
  ];

/** Every text in what a resource is given, inside of envelopes as well. */
function textsOf(value: unknown): string[] {
  const plain = unsealed(value);
  if (typeof plain === "string") return [plain, ...textsOf(openEnvelope(plain)?.secrets)];
  if (typeof plain !== "object" || plain === null) return [];
  return Object.values(plain).flatMap(textsOf);
}

const isEscrow = ({ type }: RegisteredResource) => type.startsWith("aws:secretsmanager/");

/** What is given a key, apart from its escrows. */
const usersOf = (resources: readonly RegisteredResource[], value: string) =>
  resources.filter((one) => !isEscrow(one) && textsOf(one.inputs).includes(value));

const through = (way: string, estate: Record<string, unknown>) => {
  for (const cluster of Object.values(estate["pve"] as Tree)) cluster["through"] = way;
  return estate;
};

describe.each(["provider", "shell"])(
  "with the clusters configured through the %s, each key",
  (way) => {
    const estate = through(way, labTwice());
    const keys = keysOf(estate["secrets"] as Tree);
    let resources: readonly RegisteredResource[];
    beforeAll(async () => {
      resources = await registeredFor(estate);
    });

    it.each(keys)(
      "%s is used by what has every vault's escrow before it alone",
      (escrow, value) => {
        const users = usersOf(resources, value);
        const early = users.filter(({ options: { after } }) =>
          ["vault", "eu"].some((vault) => !after.includes(`${vault}-${escrow}-value`)),
        );

        expect(users.length).toBeGreaterThan(0);
        expect(early.map(({ name }) => name)).toEqual([]);
      },
    );
  },
);

describe("an estate without a vault", () => {
  it("uses each key as it is declared", async () => {
    const estate = labByName() as Tree;
    const value = "s3cr3t-without-a-vault";
    for (const one of Object.values(estate["classes"] as Tree)) delete one["offsite"];
    for (const [name, place] of Object.entries(estate["places"] as Tree))
      if (place["engine"] === "s3") delete estate["places"]![name];
    (estate["secrets"] as Tree)["veeamEncryptionPassword"] = { veeam: value };
    const { vault: _, offsiteExport: __, ...rest } = estate;
    const resources = await registeredFor(rest);

    expect(resources.filter(isEscrow)).toEqual([]);
    expect(usersOf(resources, value).map(({ name }) => name)).toEqual(["veeam-astronomy-lab-key"]);
  });
});
