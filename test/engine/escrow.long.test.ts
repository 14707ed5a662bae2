import {
  DeleteSecretCommand,
  GetSecretValueCommand,
  RestoreSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import { escrowName } from "../../model/engine-key";
import { Operator } from "./support/by-hand/operator";
import { shared, up } from "./support/sandbox";

const escrow = { SecretId: escrowName({ kind: "veeam-password", name: "vbr01" }) };
const versionName = "vault-veeam-password-vbr01-value";

let operator: Operator;
beforeAll(() => (operator = new Operator(shared.endpoints)));
afterAll(() => operator.leave());

const update = () => shared.run("pulumi", up);

/** What Veeam lists: it changes with the password. */
const inVeeam = () =>
  operator.powershell(
    `Connect-VBRServer -Server localhost -ForceAcceptTlsCertificate
     Get-VBREncryptionKey | ForEach-Object { $_.Description }`,
  );

const inEscrow = async () =>
  (await operator.secretsManager.send(new GetSecretValueCommand(escrow))).SecretString;

/** As the runbook has it (docs/runbooks/keys.md, "Changing a key"). */
async function unprotectValue(): Promise<void> {
  await shared.pulumi("state", "unprotect", shared.state.urn(`::${versionName}`), "--yes");
}

describe("another password for Veeam", () => {
  it("is used once the vault keeps it, and not while its escrow is refused", async () => {
    const [password, description] = [await inEscrow(), await inVeeam()];
    await shared.withDeclaration(
      () => undefined,
      async () => {
        const set = [
          "config",
          "set",
          "--secret",
          "--path",
          "backup:secrets.veeamEncryptionPassword",
        ];
        expect(await shared.run("pulumi", set, "another passphrase")).toMatchObject({ code: 0 });

        const whileProtected = await update();
        expect(whileProtected.code).not.toBe(0);
        expect(whileProtected.output).toMatch(/vault-veeam-password-vbr01-value.*protect/s);
        expect([await inEscrow(), await inVeeam()]).toEqual([password, description]);

        await unprotectValue();
        await operator.secretsManager.send(new DeleteSecretCommand(escrow));
        const whileRefused = await update();
        expect(whileRefused.code).not.toBe(0);
        expect(whileRefused.output).toMatch(/vault-veeam-password-vbr01-value\):\s+error/);
        expect(await inVeeam()).toBe(description);

        await operator.secretsManager.send(new RestoreSecretCommand(escrow));
        expect(await update()).toMatchObject({ code: 0 });
        expect(await inEscrow()).toBe("another passphrase");
        expect(await inVeeam()).not.toBe(description);
      },
    );
    await unprotectValue();
    expect(await update()).toMatchObject({ code: 0 });
    expect([await inEscrow(), await inVeeam()]).toEqual([password, description]);
  });
});
