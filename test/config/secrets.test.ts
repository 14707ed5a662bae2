import { secretFaults, setSecretCommand } from "../../config/secrets";
import { secretMark } from "../support/lab";

const host = { host: "pbs01" };
const sections = {
  pve: { cluster: { storages: { "pbs-vm": {} } } },
  veeam: { veeam: { ...host, credentials: { agents: {} } } },
  minio: { sites: { fs01: host, fs03: host } },
} as unknown as Parameters<typeof secretFaults>[0];

describe("the missing secrets of a stack", () => {
  it("are all found at once where none is set, each at its own path", () => {
    expect(secretFaults(sections, {}, "lab").map(({ path }) => path)).toEqual([
      "backup:secrets.sshPrivateKey",
      "backup:secrets.pbsEncryptionKeys.pbs-vm",
      "backup:secrets.veeamEncryptionPassword",
      "backup:secrets.minio.fs01",
      "backup:secrets.minio.fs03",
      "backup:secrets.pveApiToken",
      "backup:secrets.veeam.credentials.agents",
    ]);
  });

  it("are found beside a wrong one, which is not shown", () => {
    const faults = secretFaults(sections, { sshPrivateKey: `${secretMark}-no-key` }, "lab");

    expect(JSON.stringify(faults)).not.toContain(secretMark);
    expect(faults.map(({ path }) => path)).toContain("backup:secrets.minio.fs01");
  });
});

describe("the command that sets a secret", () => {
  it.each([
    ["sshPrivateKey", ["pulumi config set --stack lab --secret --path 'secrets.sshPrivateKey'"]],
    ["pbs.remotes.pbs-offsite", [`--path 'secrets.pbs.remotes["pbs-offsite"]'`]],
    ["pbs.passwords.admin@pbs", [`--path 'secrets.pbs.passwords["admin@pbs"]'`]],
    ["pbsEncryptionKeys.pbs-vm", ["npm run keys -- --stack lab"]],
    ["exportKey", ["npm run keys -- --stack lab"]],
    [
      "minio.fs01",
      ["--path 'secrets.minio.fs01.user'; then", "--path 'secrets.minio.fs01.password'"],
    ],
    ["minio.fs01.password", ["--path 'secrets.minio.fs01.password'"]],
  ])("of %s sets it and nothing else", (path, expected) => {
    const command = setSecretCommand("lab", `backup:secrets.${path}`);

    for (const words of expected) expect(command).toContain(words);
  });
});
