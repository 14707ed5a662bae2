import { bringBackKeys } from "../../../commands/recover/escrow";
import { type KeyHome } from "../../../commands/keys/key-home";
import { type EngineKey, escrowName } from "../../../model/engine-key";

const key: EngineKey = {
  kind: "pgbackrest-cipher",
  name: "repo",
  path: ["pgBackRestCiphers", "repo"],
};
const value = "a".repeat(64);

function home(secrets: unknown): KeyHome & { readonly added: string[] } {
  const added: string[] = [];
  return { added, read: async () => secrets, add: async (_, text) => void added.push(text) };
}

const vaults = { vault: { region: "us-east-1" }, second: { region: "eu-west-1" } };

/** Vaults that keep that, by region; an Error is thrown. */
const keeping =
  (kept: Readonly<Record<string, string | Error | undefined>>) =>
  async ({ region }: { region: string }, name: string) => {
    expect(name).toBe(escrowName(key));
    const found = kept[region];
    if (found instanceof Error) throw found;
    return found;
  };

const asItIs = async () => undefined;

const there = { pgBackRestCiphers: { repo: value } };

describe("an engine key of a stack whose file has lost it", () => {
  it("comes back from any vault, and its value is told nobody", async () => {
    const file = home({});
    const found = await bringBackKeys([key], file, vaults, keeping({ "eu-west-1": value }), asItIs);

    expect(file.added).toEqual([value]);
    expect(found.faults).toEqual([]);
    expect(found.broughtBack).toEqual([expect.stringMatching(/^pgbackrest-cipher\/repo \(/)]);
    expect(JSON.stringify(found)).not.toContain(value);
  });

  it("is left alone where it is there, and the same", async () => {
    const file = home(there);
    const all = keeping({ "us-east-1": value, "eu-west-1": value });
    const found = await bringBackKeys([key], file, vaults, all, asItIs);
    expect(found).toEqual({ broughtBack: [], unescrowed: [], faults: [] });
    expect(file.added).toEqual([]);
  });

  it("is told by its fingerprint where no vault has it, for nothing says that it is the right one", async () => {
    const file = home(there);
    const found = await bringBackKeys([key], file, vaults, keeping({}), asItIs);
    expect(found).toEqual({
      ...{ broughtBack: [], faults: [] },
      unescrowed: [expect.stringMatching(/^pgbackrest-cipher\/repo \(/) as string],
    });
    expect(JSON.stringify(found)).not.toContain(value);
  });

  it.each<[what: string, secrets: unknown, kept: Parameters<typeof keeping>[0], says: RegExp]>([
    ["another one is escrowed", there, { "us-east-1": "b".repeat(64) }, /is another key than/],
    [
      "two vaults keep different ones",
      {},
      { "us-east-1": value, "eu-west-1": "b".repeat(64) },
      /is another key than/,
    ],
    ["nobody has it", {}, {}, /is neither in the stack's file nor in the escrow/],
    [
      "a vault refuses, although another has it",
      {},
      { "us-east-1": new Error("AccessDeniedException"), "eu-west-1": value },
      /could not be held against its escrow: vault vault: AccessDeniedException/,
    ],
  ])("fails, and nothing is set, if %s", async (_, secrets, kept, says) => {
    const file = home(secrets);
    const read = keeping(kept);
    const { broughtBack, faults } = await bringBackKeys([key], file, vaults, read, asItIs);

    expect(faults).toEqual([
      expect.objectContaining({
        path: "backup:secrets.pgBackRestCiphers.repo",
        message: expect.stringMatching(says) as string,
      }),
    ]);
    expect([broughtBack, file.added]).toEqual([[], []]);
    expect(JSON.stringify(faults)).not.toMatch(/aaaa|bbbb/);
  });

  const restore = `aws secretsmanager restore-secret --secret-id ${escrowName(key)} --region us-east-1`;
  const refused = new Error("InvalidRequestException: it was marked for deletion");

  it.each([
    ["in the file", there],
    ["nowhere else", {}],
  ])(
    "fails with the command that brings it back if a vault is about to drop what is %s",
    async (_, secrets) => {
      const look = async () => ({
        ...{ id: "arn", state: "scheduled for deletion since 2026-11-28", wayBack: [restore] },
      });
      const read = keeping({ "us-east-1": refused, "eu-west-1": value });
      const { broughtBack, faults } = await bringBackKeys([key], home(secrets), vaults, read, look);

      expect(faults).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/vault vault: scheduled for deletion since/) as string,
          fix: expect.stringContaining(restore) as string,
        }),
      ]);
      expect(broughtBack).toEqual([]);
    },
  );

  it("fails with the first refusal if what there is cannot be looked at either", async () => {
    const look = () => Promise.reject(new Error("AccessDenied: DescribeSecret"));
    const read = keeping({ "us-east-1": refused });
    const { faults } = await bringBackKeys([key], home(there), vaults, read, look);

    expect(faults).toMatchObject([{ message: expect.stringContaining(refused.message) as string }]);
  });
});
