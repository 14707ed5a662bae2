import { createHash } from "node:crypto";
import { secretMark } from "../../../components/remote/secret-mark";
import { declaredJob } from "./declared";
import { type VeeamHost, veeamHosts } from "./veeam-host";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe.each(veeamHosts)("a Veeam encryption key on $name", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());

  const apply = async (keyName: string, password: string) =>
    host.run("apply", (await declaredJob({}, { keyName, password })).key);

  it.each([
    ["lab", "2026-01-02T03:04:05Z"],
    ["2026-01-02T03:04:05+02:00", "/Date(0)/"],
    ["/Date(0)/", "2026-01-02T03:04:05"],
    ["lab [key]*?", "'\"$(x)`n%PATH%\u00AD é🎉"],
  ])("has the name %j and the password as they were declared", async (keyName, password) => {
    const mark = secretMark(password, keyName);

    expect(await apply(keyName, password)).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining(JSON.stringify(`${keyName} [${mark}]`)) as string,
      stderr: "",
    });
    expect(await host.keys()).toEqual([
      { description: `${keyName} [${mark}]`, passwordSha256: sha256(password) },
    ]);
  });

  it("gets another password, and is not touched while it has it", async () => {
    await apply("lab", "first");
    await apply("lab", "second");
    await host.refuse("Set-VBREncryptionKey", "it was to stay");

    expect((await apply("lab", "second")).exitCode).toBe(0);
    expect(await host.keys()).toEqual([
      {
        description: `lab [${secretMark("second", "lab")}]`,
        passwordSha256: sha256("second"),
      },
    ]);
  });

  it("passes over keys without a description, and over those whose name only begins like it", async () => {
    const others = [
      "-Description 'lab [old] [01234567]'",
      "-Description 'lab [2024]'",
      "-Description 'lab'",
      "",
    ];
    for (const words of others)
      await host.byHand(
        `Add-VBREncryptionKey -Password (ConvertTo-SecureString -String 'x' -AsPlainText -Force) ${words} | Out-Null`,
      );

    expect(await apply("lab", "hush")).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await host.keys()).map(({ description }) => description)).toEqual([
      "lab [old] [01234567]",
      "lab [2024]",
      "lab",
      null,
      `lab [${secretMark("hush", "lab")}]`,
    ]);
  });

  it("stays when nobody declares it any more", async () => {
    await apply("lab", "hush");
    const { key } = await declaredJob();

    expect((await host.run("remove", key)).stdout.trim()).toBe("left in Veeam: lab");
    expect(await host.keys()).toHaveLength(1);
  });
});
