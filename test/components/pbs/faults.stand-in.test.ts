import * as fs from "node:fs";
import { BackupServer } from "./backup-server";
import { datastore, describeServerFaults, kinds } from "./server-faults";

// Of each fault one object that it stops and one that it does not, where there is one (`faults.long.test.ts` has all):
// what is said of a fault is found in one place for all of them, and a busy server is waited for with each.
describeServerFaults({
  busy: ["an object with a secret, by the API", "a namespace"],
  down: ["a token", "a section, by the command line"],
  full: ["a datastore", "a namespace"],
});

describe("a datastore in maintenance", () => {
  let server: BackupServer;
  beforeAll(async () => (server = await BackupServer.start()));
  afterAll(() => server.stop());

  it.each(["read-only", "offline"] as const)(
    "fails to get a namespace while it is %s, and says what to do",
    async (type) => {
      await server.apply(await datastore("main", { type }));
      const namespace = await kinds["a namespace"]!();
      const { exitCode, stderr } = await server.run("apply", namespace);

      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^ERR pbs namespace main:lab on \S+: /);
      expect(stderr).toContain("got: datastore 'main' is unavailable: ");
      expect(stderr).toContain("fix: take maintenanceMode off its datastore in the stack's file");

      await server.apply(await datastore("main"));
      expect(await server.apply(namespace)).toEqual(namespace.document);
      await server.run("remove", namespace);
    },
  );
});

describe("a datastore whose creation broke off", () => {
  let server: BackupServer;
  beforeEach(async () => (server = await BackupServer.start()));
  afterEach(() => server.stop());

  it("is made without anything of it that holds data being removed", async () => {
    const chunk = "/mnt/other/.chunks/0000/00aa";
    fs.mkdirSync(server.at("/mnt/other/.chunks/0000"), { recursive: true });
    fs.writeFileSync(server.at(chunk), "a chunk");
    const { exitCode, stderr } = await server.run("apply", await datastore("other"));

    expect(exitCode).toBe(1);
    expect(stderr).toContain("unable to open existing chunk store path");
    expect(server.read(chunk)).toBe("a chunk");
  });
});
