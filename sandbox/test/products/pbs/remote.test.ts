import { useServer } from "./harness";

const server = useServer();

const secret = 'pässword, with "quotes"';
const create = (...words: string[]) =>
  server.run(
    ...["remote", "create", "off1", "--host", "pbs02.example.org", "--auth-id", "sync@pbs!lab"],
    ...["--password", secret, ...words],
  );

describe("remotes", () => {
  it("keep the password as base64 and never show it", async () => {
    expect(await create()).toEqual({ code: 0, out: "", err: "" });
    const encoded = Buffer.from(secret).toString("base64");
    expect(server.config("remote.cfg")).toBe(
      `remote: off1\n\tauth-id sync@pbs!lab\n\thost pbs02.example.org\n\tpassword ${encoded}\n`,
    );
    expect(await server.json("remote", "show", "off1")).toEqual({
      name: "off1",
      host: "pbs02.example.org",
      "auth-id": "sync@pbs!lab",
    });
  });

  it("fail for --userid, which only an old example knows", async () => {
    expect((await create("--userid", "sync@pbs")).err).toContain(
      "'userid': schema does not allow additional properties.",
    );
  });

  it.each([
    ["--fingerprint", "ab:cd"],
    ["--host", "not a host"],
    ["--host", "-x.example.org"],
    ["--auth-id", "nobody"],
    ["--use-node-proxy", "perhaps"],
  ])("fail for %s %s", async (option, value) => {
    await create();
    const { code, err } = await server.run("remote", "update", "off1", `${option}=${value}`);
    expect(code).toBe(255);
    expect(err).toContain(`'${option.slice(2)}':`);
  });

  it("take an address of either kind", async () => {
    await create();
    for (const host of ["192.0.2.7", "2001:db8::7", "pbs"]) {
      expect((await server.run("remote", "update", "off1", "--host", host)).code).toBe(0);
    }
  });

  it("fail to be created twice", async () => {
    await create();
    expect((await create()).err).toBe(
      "Error: parameter verification failed - 'name': remote 'off1' already exists.\n",
    );
  });

  it("fail to be removed while a sync job uses them", async () => {
    await create();
    await server.run(
      ...["sync-job", "create", "pull1", "--store", "abc", "--remote", "off1"],
      ...["--remote-store", "def"],
    );
    expect(await server.refusal("remote", "remove", "off1")).toBe(
      "Error: parameter verification failed - 'name': remote 'off1' is used by sync job 'pull1' (datastore 'abc')",
    );
    await server.run("sync-job", "remove", "pull1");
    expect((await server.run("remote", "remove", "off1")).code).toBe(0);
    expect(await server.refusal("remote", "remove", "off1")).toBe(
      "Error: remote 'off1' does not exist.",
    );
  });
});
