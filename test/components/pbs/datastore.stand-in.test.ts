import * as fs from "node:fs";
import { PbsDatastore, type PbsDatastoreArgs } from "../../../components/pbs/datastore";
import { PbsNamespace } from "../../../components/pbs/namespace";
import { BackupServer } from "./backup-server";
import { aPart, envelopeOf } from "./declared";

let server: BackupServer;
beforeAll(async () => (server = await BackupServer.start()));
afterAll(() => server.stop());

const datastore = (changes: Partial<PbsDatastoreArgs> = {}) =>
  envelopeOf(
    (host) =>
      new PbsDatastore("main", {
        host,
        path: "/mnt/data store",
        verifyNew: true,
        notificationMode: "notification-system",
        ...changes,
      }),
  );
const namespace = (name: string) =>
  envelopeOf(
    (host) => new PbsNamespace(`main/${name}`, { host, datastore: aPart("main"), namespace: name }),
  );

describe("a datastore", () => {
  it("is made with everything that is declared, and left alone when it is applied again", async () => {
    const wanted = await datastore({
      comment: "-x '\"$(id)`id`\\ ü",
      gcSchedule: "sat 04:00",
      tuning: { syncLevel: "file", chunkOrder: "none", gcAtimeCutoff: 2000 },
      maintenanceMode: { type: "read-only", message: "new disk; wait" },
    });
    expect(await server.apply(wanted)).toEqual(wanted.document);
    const before = server.count(/<datastore> <(create|update)>/);

    expect(await server.apply(wanted)).toEqual(wanted.document);
    expect(server.count(/<datastore> <(create|update)>/)).toBe(before);
  });

  it("is made without a word of its progress", async () => {
    const wanted = await envelopeOf(
      (host) =>
        new PbsDatastore("quiet", {
          ...{ host, path: "/mnt/quiet", verifyNew: true, notificationMode: "notification-system" },
        }),
    );
    const { exitCode, stdout, stderr } = await server.run("apply", wanted);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(wanted.document);
  });

  it("is changed in place, and opened again when its maintenance is over", async () => {
    const wanted = await datastore({ tuning: { syncLevel: "filesystem" }, verifyNew: false });

    expect(await server.apply(wanted)).toEqual(wanted.document);
    expect(wanted.document).not.toHaveProperty("maintenance-mode");
  });

  it("shows what a hand changed, and is repaired", async () => {
    const wanted = await datastore();
    await server.by(
      "proxmox-backup-manager",
      "datastore",
      "update",
      "main",
      "--maintenance-mode",
      "offline",
    );

    expect(await server.observe(wanted)).toMatchObject({ "maintenance-mode": "type=offline" });
    expect(await server.apply(wanted)).toEqual(wanted.document);
  });

  it("fails to move to another path, and says what to do", async () => {
    const { exitCode, stderr } = await server.run("apply", await datastore({ path: "/mnt/other" }));

    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "path cannot be changed in place; declare a new one under another name",
    );
  });
});

describe("a namespace", () => {
  it("is made with those above it, and left alone when it is applied again", async () => {
    const wanted = await namespace("lab/vm/one");
    expect(await server.apply(wanted)).toEqual({ store: "main", ns: "lab/vm/one" });
    const before = server.count(/<api> <create>/);

    expect(await server.apply(wanted)).toEqual(wanted.document);
    expect(server.count(/<api> <create>/)).toBe(before);
    expect(before).toBe(3);
  });

  it("stays as long as there are others below it, and says so", async () => {
    const { exitCode, stderr } = await server.run("remove", await namespace("lab/vm"));

    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining(
        "namespace main:lab/vm, because of the namespaces below it",
      ) as unknown,
    });
    expect(await server.observe(await namespace("lab/vm/one"))).not.toBeNull();
  });

  it("stays with the backups in it, and says so", async () => {
    const group = server.at("/mnt/data store/ns/lab/ns/vm/ns/one/vm/100/2026-11-22T02:00:00Z");
    fs.mkdirSync(group, { recursive: true });
    fs.writeFileSync(`${group}/index.json.blob`, "");
    const { exitCode, stderr } = await server.run("remove", await namespace("lab/vm/one"));

    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining(
        "namespace main:lab/vm/one, because of the backups in it",
      ) as unknown,
    });
    expect(fs.existsSync(group)).toBe(true);
  });

  it("is taken away when it is empty, and that repeated", async () => {
    const wanted = await namespace("empty");
    await server.apply(wanted);

    expect(await server.run("remove", wanted)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await server.run("remove", wanted)).toMatchObject({ exitCode: 0 });
    expect(await server.observe(wanted)).toBeNull();
  });
});

describe("a datastore that is taken out", () => {
  it("leaves its backups, says where, and takes them up again", async () => {
    const wanted = await datastore();
    const { exitCode, stdout } = await server.run("remove", wanted);

    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: "left: the datastore's backups, all of them, in /mnt/data store\n",
    });
    expect(await server.observe(wanted)).toBeNull();
    expect(await server.run("create", wanted)).toMatchObject({ exitCode: 0 });
    expect(await server.observe(await namespace("lab/vm/one"))).not.toBeNull();
  });

  it("fails to be made over backups that somebody else keeps, until the stack's file names it", async () => {
    const wanted = await datastore();
    await server.run("remove", wanted);
    server.forget();
    const { exitCode, stderr } = await server.run("create", wanted);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("is there already, made by somebody else, so nothing was changed");
    expect(stderr).toContain('got: backups: there "there already", declared null');
    expect(await server.observe(wanted)).toBeNull();
    expect(JSON.parse((await server.run("survey", wanted)).stdout)).toMatchObject({
      backups: "there already",
    });

    expect(await server.run("create", { ...wanted, adopt: true })).toMatchObject({ exitCode: 0 });
    expect(await server.observe(await namespace("lab/vm/one"))).not.toBeNull();
  });
});
