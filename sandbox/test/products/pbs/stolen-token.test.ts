import * as fs from "node:fs";

import { type Json } from "../../../products/pbs/command-line/command";
import { useApi } from "./api-server";
import { clientOf, epoch, grantedToken, makeImage, type TestClient } from "./client-harness";
import { useServer } from "./harness";

const server = useServer();
const api = useApi();

const time = "2026-11-22T01:00:00Z";
const snapshot = `vm/100/${time}`;
const where = `backup-type=vm&backup-id=100&backup-time=${epoch(time)}`;

/** The tokens of two clusters, each with its namespace, and an auditor's. */
let mine: TestClient;
let theirs: TestClient;
let auditor: TestClient;

const backUp = (who: TestClient, ns: string) =>
  who.run(
    ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`, "--backup-type", "vm"],
    ...["--backup-id", "100", "--backup-time", epoch(time), "--ns", ns],
  );

const clientWith = async (id: string, role: string, path: string) =>
  clientOf(server, api, {
    id,
    secret: await grantedToken(server, id, role, path),
    store: "store1",
  });

beforeEach(async () => {
  await server.run("datastore", "create", "store1", "/mnt/datastore/one");
  for (const name of ["lab", "office"]) {
    await server.debug("create", "/admin/datastore/store1/namespace", "--name", name);
  }
  mine = await clientWith("lab@pbs!node01", "DatastoreBackup", "/datastore/store1/lab");
  theirs = await clientWith("office@pbs!node09", "DatastoreBackup", "/datastore/store1/office");
  auditor = await clientWith("mon@pbs!exporter", "Audit", "/");
  makeImage(server.at("/dev/disk"), 70_000);
  expect((await backUp(mine, "lab")).code).toBe(0);
  expect((await backUp(theirs, "office")).code).toBe(0);
});

const isThere = (ns: string) =>
  fs.existsSync(server.at(`/mnt/datastore/one/ns/${ns}/${snapshot}/index.json.blob`));

describe("a backup token in the wrong hands", () => {
  it.each([
    ["snapshot", "forget", snapshot],
    ["prune", "vm/100", "--keep-last", "1"],
    ["prune", "vm/100", "--keep-last", "1", "--dry-run"],
  ])("is refused %s %s, although the backup is its own", async (...words) => {
    expect(await mine.refusal(...words, "--ns", "lab")).toBe(
      "Error: permission check failed - missing Datastore.Modify|Datastore.Prune on /datastore/store1/lab",
    );
    expect(isThere("lab")).toBe(true);
  });

  it.each([
    ["DELETE", `/admin/datastore/store1/groups?ns=lab&backup-type=vm&backup-id=100`],
    ["DELETE", `/admin/datastore/store1/namespace?ns=lab&delete-groups=1`],
    ["DELETE", `/admin/datastore/store1/snapshots?ns=lab&${where}`],
    ["POST", "/admin/datastore/store1/gc"],
    ["PUT", "/access/users/lab@pbs/token/node01"],
    ["POST", "/config/remote"],
  ])("is refused %s %s", async (method, path) => {
    const { status } = await api.ask(method, path, mine.credential);
    expect(status).toBe(403);
    expect(isThere("lab")).toBe(true);
  });

  it.each([
    ["list", ["list"]],
    ["snapshot list", ["snapshot", "list"]],
    ["snapshot files", ["snapshot", "files", snapshot]],
    ["restore", ["restore", snapshot, "drive-scsi0.img", "-"]],
    ["protected show", ["snapshot", "protected", "show", snapshot]],
  ])("fails to see another namespace or the root with %s", async (_, words) => {
    for (const [ns, path] of [
      ["office", "/datastore/store1/office"],
      ["", "/datastore/store1"],
    ]) {
      const refusal = await mine.refusal(...words, "--ns", ns ?? "");
      expect(refusal).toMatch(/^Error: permission check failed - missing Datastore\./);
      expect(refusal.endsWith(` on ${path}`)).toBe(true);
    }
  });

  it("fails to write into another namespace, or to make one", async () => {
    expect((await backUp(mine, "office")).err).toContain(
      "Error: missing permissions 'Datastore.Backup' on '/datastore/store1/office'",
    );
    expect(await mine.refusal("namespace", "create", "lab/hidden")).toBe(
      "Error: permission check failed - missing Datastore.Modify on /datastore/store1/lab",
    );
  });

  it("sees of the namespaces only its own", async () => {
    expect(await mine.json("namespace", "list")).toEqual({ data: [{ ns: "lab" }] });
    expect(await mine.refusal("namespace", "list", "--ns", "office")).toBe(
      "Error: permission check failed",
    );
  });

  it("reads no chunk of a snapshot that it may not read", async () => {
    const file = "file-name=drive-scsi0.img.fidx";
    const chunk = (ns: string) => `/reader/chunk?store=store1&ns=${ns}&${where}&${file}&position=0`;
    expect((await api.ask("GET", chunk("office"), mine.credential)).status).toBe(403);
    const outside = `/admin/datastore/store1/download?ns=lab&${where}&file-name=../owner`;
    expect((await api.ask("GET", outside, mine.credential)).status).toBe(400);
  });

  it("can clear the protection of its own snapshots, so that this is no defence against it", async () => {
    await mine.run("snapshot", "protected", "update", snapshot, "true", "--ns", "lab");
    expect((await mine.run("snapshot", "protected", "show", snapshot, "--ns", "lab")).out).toBe(
      "true\n",
    );
    await mine.run("snapshot", "protected", "update", snapshot, "false", "--ns", "lab");
    expect((await mine.run("snapshot", "protected", "show", snapshot, "--ns", "lab")).out).toBe(
      "false\n",
    );
  });
});

describe("a token in the right hands", () => {
  it("restores its own backups with nothing but DatastoreBackup", async () => {
    const { code, image } = await mine.run(
      ...["restore", snapshot, "drive-scsi0.img", "-", "--ns", "lab"],
    );
    expect(code).toBe(0);
    expect(image.equals(fs.readFileSync(server.at("/dev/disk")))).toBe(true);
  });

  it("loses everything when its user does, and when its own permission goes", async () => {
    const revoke = (who: string) =>
      server.run(
        ...["acl", "update", "/datastore/store1/lab", "DatastoreBackup", "--auth-id", who],
        ...["--delete", "true"],
      );
    await revoke("lab@pbs");
    expect(await mine.refusal("list", "--ns", "lab")).toContain("permission check failed");
    await server.run(
      ...["acl", "update", "/datastore/store1/lab", "DatastoreBackup", "--auth-id", "lab@pbs"],
    );
    expect(await mine.json("list", "--ns", "lab")).toHaveLength(1);
    await revoke("lab@pbs!node01");
    expect(await mine.refusal("list", "--ns", "lab")).toContain("permission check failed");
  });

  it("owns its groups: another token of the same user is refused", async () => {
    const second = await clientWith("lab@pbs!node02", "DatastoreBackup", "/datastore/store1/lab");
    expect(await second.json("list", "--ns", "lab")).toEqual([]);
    expect(await second.refusal("restore", snapshot, "drive-scsi0.img", "-", "--ns", "lab")).toBe(
      "Error: backup owner check failed (lab@pbs!node02 != lab@pbs!node01)",
    );
    expect((await backUp(second, "lab")).err).toContain("Error: backup owner check failed");
  });

  it("with a deeper role has that one, in the place of the role above it", async () => {
    for (const id of ["lab@pbs", "lab@pbs!node01"]) {
      await server.run("acl", "update", "/datastore/store1", "DatastoreAdmin", "--auth-id", id);
    }
    expect(await mine.json("list", "--ns", "office")).toHaveLength(1);
    expect(await mine.refusal("snapshot", "forget", snapshot, "--ns", "lab")).toContain(
      "missing Datastore.Modify|Datastore.Prune",
    );
  });

  it("with DatastorePowerUser prunes its own groups and no others", async () => {
    await server.run(
      "acl",
      "update",
      "/datastore/store1",
      "DatastorePowerUser",
      ...["--auth-id", "lab@pbs"],
    );
    const power = await clientWith(
      "lab@pbs!power",
      "DatastorePowerUser",
      "/datastore/store1/office",
    );
    expect(await power.refusal("snapshot", "forget", snapshot, "--ns", "office")).toBe(
      "Error: backup owner check failed (lab@pbs!power != office@pbs!node09)",
    );
    expect(isThere("office")).toBe(true);
  });
});

describe("an auditor", () => {
  const data = async (path: string): Promise<Json> =>
    (await api.ask("GET", path, auditor.credential)).data as Json;

  it("sees every snapshot and how full the datastore is", async () => {
    expect(await auditor.json("snapshot", "list", "--ns", "office")).toHaveLength(1);
    expect(await data("/status/datastore-usage")).toMatchObject([{ store: "store1" }]);
    expect(await data("/admin/datastore/store1/status?verbose=1")).toMatchObject({
      counts: { vm: { groups: 2, snapshots: 2 } },
    });
    expect(await data("/nodes/localhost/tasks?typefilter=backup")).toMatchObject([
      { worker_type: "backup", status: "OK" },
      { worker_type: "backup", status: "OK" },
    ]);
  });

  it("reads no content and changes nothing", async () => {
    expect(
      await auditor.refusal("restore", snapshot, "drive-scsi0.img", "-", "--ns", "lab"),
    ).toContain("permission check failed - missing Datastore.Read|Datastore.Backup");
    expect(await auditor.refusal("snapshot", "forget", snapshot, "--ns", "lab")).toContain(
      "permission check failed",
    );
    expect((await backUp(auditor, "lab")).err).toContain("missing permissions 'Datastore.Backup'");
  });
});
