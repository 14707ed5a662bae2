import { createHash } from "node:crypto";
import { secretMark } from "../../../components/remote/secret-mark";
import { declaredGroup, type DeclaredGroup } from "./declared";
import { type VeeamHost, veeamHosts } from "./veeam-host";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe.each(veeamHosts)("a log-in of Veeam on $name", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());
  const apply = async (declared: DeclaredGroup = {}) =>
    host.run("create", (await declaredGroup(declared)).logIn);
  const kept = (user: string, password: string) => ({
    user,
    description: `agents [${secretMark(password, "agents")}]`,
    passwordSha256: sha256(password),
  });

  it.each(["hush-hush", "'\"$(x)`n%PATH%\u00AD é🎉", "‘’‚‛", "/Date(0)/"])(
    "has the password as it was declared, and is not touched while it has: %j",
    async (password) => {
      const first = await apply({ password });
      expect(first).toMatchObject({ exitCode: 0, stderr: "" });
      expect(first.stdout).not.toContain(password);
      expect(await host.logIns()).toEqual([kept("svc-veeam@lab.example", password)]);

      await host.refuse("Set-VBRCredentials", "it was to stay");
      expect((await apply({ password })).stdout).toEqual(first.stdout);
    },
  );

  it("gets another password, and another user, and stays the same log-in", async () => {
    await apply();
    await apply({ password: "second" });
    await apply({ password: "second", user: "fs02.lab.example\\backup" });

    expect(await host.logIns()).toEqual([kept("fs02.lab.example\\backup", "second")]);
  });

  it("is made beside those of others with its user, which stay theirs", async () => {
    for (const description of ["", "agents", "agents [old]"])
      await host.byHand(
        `Add-VBRCredentials -User 'svc-veeam@lab.example' -Password 'x' -Description '${description}' | Out-Null`,
      );
    await apply();

    expect((await host.logIns()).map(({ description }) => description)).toEqual([
      ...["", "agents", "agents [old]"],
      kept("", "hush-hush").description,
    ]);
  });

  it("shows that a hand changed its user, and puts it back", async () => {
    await apply();
    await host.byHand(
      "Set-VBRCredentials -Credential (Get-VBRCredentials | Where-Object { $_.Name -eq 'svc-veeam@lab.example' }) -User 'root@lab.example' | Out-Null",
    );
    const { logIn } = await declaredGroup();

    expect(JSON.parse((await host.run("read", logIn)).stdout)).toEqual({
      ...logIn.document,
      user: "root@lab.example",
    });
    await host.run("apply", logIn);
    expect(await host.logIns()).toEqual([kept("svc-veeam@lab.example", "hush-hush")]);
  });

  it("fails without its password in what it says", async () => {
    await host.refuse("Add-VBRCredentials", "Current license does not allow this operation");

    const { stderr } = await apply();
    expect(stderr).toContain("does not allow this operation; nothing was changed; fix: look at");
    expect(stderr).not.toContain("hush-hush");
  });

  it("stays when nobody declares it any more", async () => {
    await apply();

    expect((await host.run("remove", (await declaredGroup()).logIn)).stdout.trim()).toBe(
      "left in Veeam: agents",
    );
    expect(await host.logIns()).toHaveLength(1);
  });
});
