import {
  CancelKeyDeletionCommand,
  EnableKeyCommand,
  paginateListKeys,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
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

describe("a key of the vault that somebody schedules for deletion (case V5)", () => {
  const name = "vault-astronomy-lab-backup-key";

  async function keyIds(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { Keys = [] } of paginateListKeys({ client: operator.kms }, {}))
      ids.push(...Keys.map(({ KeyId = "" }) => KeyId));
    return ids.sort();
  }

  it("is told from one that is gone, is replaced by no update, and comes back the way that is said", async () => {
    const before = await keyIds();
    const stack = json(await shared.pulumi("stack", "export"), "{") as {
      deployment: { resources: { urn: string; id?: string }[] };
    };
    const KeyId = stack.deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`))!.id!;
    await operator.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));

    const drift = await shared.run("drift", ["--repair"]);
    const tooEarly = await shared.run("recover", ["--yes"]);
    const refused = await shared.run("pulumi", ["up", "--yes", "--skip-preview", "--refresh"]);
    // The AWS CLI is not on this machine: the two commands that are said, by what they call.
    await operator.kms.send(new CancelKeyDeletionCommand({ KeyId }));
    await operator.kms.send(new EnableKeyCommand({ KeyId }));
    const recovered = await shared.run("recover", ["--yes"]);

    expect(drift.code).toBe(2);
    expect(drift.output).toContain(
      `! Key ${name}: is not gone: pending deletion, 7 days left; aws kms cancel-key-deletion --key-id ${KeyId}`,
    );
    expect(drift.output).not.toContain("See and do it with:");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(`alias/astronomy-lab-backup is there already (${KeyId}`);
    expect(tooEarly.code).toBe(1);
    expect(tooEarly.output).toMatch(
      new RegExp(
        `Nothing was changed.*Key ${name}: pending deletion, 7 days left; aws kms cancel`,
        "s",
      ),
    );
    expect(recovered.code).toBe(0);
    expect(recovered.output).toContain(`1 Key: ${name} (${KeyId})`);
    expect(await keyIds()).toEqual(before);
  });
});
