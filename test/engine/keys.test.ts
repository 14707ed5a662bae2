import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { Operator } from "./support/by-hand/operator";
import { shared } from "./support/sandbox";

/** A key as `npm run keys -- --json` shows it. */
interface KeyRow {
  readonly kind: string;
  readonly name: string;
  readonly escrow: string;
  readonly fingerprint: string;
}

let operator: Operator;
beforeAll(() => (operator = new Operator(shared.endpoints)));
afterAll(() => operator.leave());

const json = (output: string, first: string) =>
  JSON.parse(output.slice(output.indexOf(first))) as unknown;

async function escrowed(SecretId: string): Promise<string> {
  const request = new GetSecretValueCommand({ SecretId, VersionStage: "AWSCURRENT" });
  return (await operator.secretsManager.send(request)).SecretString ?? "";
}

describe("an escrowed key (docs/runbooks/keys.md)", () => {
  it("is read back without the stack, and has the fingerprint of the stack's, by our word and the product's", async () => {
    const report = json((await shared.run("keys", ["--json"])).output, "{");
    const { keys } = report as { keys: KeyRow[] };
    const stated = json(
      await shared.pulumi("stack", "output", "encryptionKeyFingerprints", "--json"),
      "{",
    ) as Record<string, string>;

    expect(keys.map(({ kind }) => kind)).toEqual([
      "pbs-client-key",
      "pbs-client-key",
      "veeam-password",
      "pgbackrest-cipher",
      "dump-key",
      "export-key",
    ]);
    for (const { kind, name, escrow, fingerprint } of keys) {
      const value = await escrowed(escrow);
      const computed = await shared.run("keys", ["--fingerprint", kind], value);
      expect(computed).toMatchObject({ code: 0, output: `${fingerprint}\n` });
      if (kind !== "pbs-client-key") continue;
      expect(stated[name]).toBe(fingerprint);
      const script = 'cat >"/root/$1.key"; proxmox-backup-client key show "/root/$1.key"';
      const shown = await operator.on("pbs01", ["sh", "-ec", script, "sh", name], value);
      expect(shown).toContain(fingerprint);
    }
  });
});
