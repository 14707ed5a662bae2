import * as fs from "node:fs";
import { eachOnItsOwnHost } from "../windows/support/windows-run";

const connect =
  "$ErrorActionPreference = 'Stop'\nConnect-VBRServer -Server localhost -ForceAcceptTlsCertificate\n";
const password = "Tr0ub4dor&3";
const secure = `$secure = '${password}' | ConvertTo-SecureString -AsPlainText -Force\n`;
const add = `${connect}${secure}$key = Add-VBREncryptionKey -Password $secure -Description 'lab'\n`;

describe("Veeam's encryption keys", () => {
  const on = eachOnItsOwnHost();

  it("are made, found by their description, changed and removed", async () => {
    const [id] = await on.host.lines(`${add}"$($key.Id)"`);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);

    const found = "$k = Get-VBREncryptionKey -Description 'LAB'\n";
    expect(
      await on.host.lines(`${connect}${found}"$($k.Id) $($k.ModificationDateUtc.ToString('u'))"`),
    ).toEqual([`${id} 2026-11-22 10:00:00Z`]);

    await on.host.lines(
      `${connect}Get-VBREncryptionKey -Description lab | Set-VBREncryptionKey -Description 'new' | Out-Null`,
    );
    expect(await on.host.lines(`${connect}(Get-VBREncryptionKey).Description`)).toEqual(["new"]);
  });

  it("never give their password back, and keep none", async () => {
    const { output, error } = await on.host.run(
      `${add}$key | ConvertTo-Json; "$secure"; $secure.Length`,
    );
    expect(output).toContain("System.Security.SecureString");
    expect(output + error).not.toContain(password);
    const stored = fs.readFileSync(on.host.file("veeam", "encryption-keys.json"), "utf8");
    expect(stored).toContain("lab");
    expect(stored).not.toContain(password);
  });

  it("keep a fingerprint that changes with the password alone", async () => {
    await on.host.lines(add);
    const fingerprint = () =>
      /"PasswordSha256": "(\w+)"/.exec(
        fs.readFileSync(on.host.file("veeam", "encryption-keys.json"), "utf8"),
      )?.[1];
    const before = fingerprint();
    await on.host.lines(
      `${connect}Set-VBREncryptionKey -EncryptionKey lab -Description lab2 | Out-Null`,
    );
    expect(fingerprint()).toBe(before);
    const other = "$other = ConvertTo-SecureString 'another' -AsPlainText -Force\n";
    await on.host.lines(
      `${connect}${other}Set-VBREncryptionKey -EncryptionKey lab2 -Password $other | Out-Null`,
    );
    expect(fingerprint()).not.toBe(before);
  });

  it("fail to be changed under -Confirm, because nobody answers", async () => {
    const error = await on.host.failure(
      `${add}Set-VBREncryptionKey -EncryptionKey $key -Description other -Confirm`,
    );
    expect(error).toContain(
      "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.",
    );
    expect(await on.host.lines(`${connect}(Get-VBREncryptionKey).Description`)).toEqual(["lab"]);
  });

  it("say under -WhatIf what would happen", async () => {
    expect(
      await on.host.lines(
        `${add}Set-VBREncryptionKey -EncryptionKey $key -Description other -WhatIf`,
      ),
    ).toEqual(['What if: Performing the operation "Set-VBREncryptionKey".']);
    expect(await on.host.lines(`${connect}(Get-VBREncryptionKey).Description`)).toEqual(["lab"]);
  });

  it("fail on a password that is a plain text", async () => {
    const error = await on.host.failure(
      `${connect}Add-VBREncryptionKey -Password 'plain' -Description x`,
    );
    expect(error).toContain("Cannot bind parameter 'Password'.");
  });
});
