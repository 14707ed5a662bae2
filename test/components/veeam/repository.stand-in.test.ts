import { declaredRepository } from "./declared";
import { type VeeamHost, veeamHosts } from "./veeam-host";

const made = {
  description: "managed by Pulumi",
  folder: "D:\\Backups",
  name: "files [01]*",
  server: "this server",
  type: "WinLocal",
};
const declared = (folder = "D:\\Backups", label = "files [01]*") =>
  declaredRepository(label, folder);

describe.each(veeamHosts)("a repository on $name", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());
  const byHand = (script: string) =>
    host.byHand(
      `$repository = Get-VBRBackupRepository | Where-Object { $_.Name -eq 'files [01]*' }\n${script}`,
    );

  it("is made in its folder, and not touched while it is as declared", async () => {
    const first = await host.run("create", await declared());
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(first.stdout)).toEqual(made);

    await host.refuse("Set-VBRBackupRepository", "it was to stay");
    expect((await host.run("apply", await declared())).stdout).toEqual(first.stdout);
    expect((await host.run("read", await declared("d:\\BACKUPS"))).stdout).toContain(
      '"folder":"d:\\\\BACKUPS"',
    );
  });

  it("shows a description that a hand changed, and gets its own back", async () => {
    await host.run("create", await declared());
    await byHand("Set-VBRBackupRepository -Repository $repository -Description 'mine' | Out-Null");

    expect(JSON.parse((await host.run("read", await declared())).stdout)).toEqual({
      ...made,
      description: "mine",
    });
    const back = await host.run("apply", await declared());
    expect(JSON.parse(back.stdout)).toEqual(made);
  });

  it("is not moved to another folder, for its backups lie in the one it has", async () => {
    await host.run("create", await declared());

    const { exitCode, stderr } = await host.run("apply", await declared("E:\\Backups"));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "its folder is 'D:\\Backups' and 'E:\\Backups' is declared, but backups lie where it is; nothing was changed; fix: declare it as it is; or give the new one another name",
    );
  });

  it("fails where somebody else made one of its name, and is taken over where it is named", async () => {
    const theirs = await declared("C:\\Backup", "Default Backup Repository");

    expect((await host.run("create", theirs)).stderr).toMatch(
      /veeam repository Default Backup Repository on \S+: is there already, made by somebody else \(description: there /,
    );
    const taken = await host.run("create", { ...theirs, adopt: true });
    expect(JSON.parse(taken.stdout)).toMatchObject({ description: "managed by Pulumi" });
  });

  it("stays, with its backups, when nobody declares it any more", async () => {
    await host.run("create", await declared());

    expect((await host.run("remove", await declared())).stdout.trim()).toBe(
      "left in Veeam with its backups: files [01]*",
    );
    expect((await byHand('"$($repository.FriendlyPath)"')).trim()).toBe("D:\\Backups");
  });
});
