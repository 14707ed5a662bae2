import * as fs from "node:fs";

import { useApi } from "./api-server";
import { clientOf, epoch, grantedToken, makeImage, type TestClient } from "./client-harness";
import { useServer } from "./harness";

const server = useServer();
const api = useApi();
const owner = "backup@pbs!node01";

let client: TestClient;
let secret = "";

const backUp = (id: string, date: string, ...words: string[]) =>
  client.run(
    ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`, "--backup-type", "vm"],
    ...["--backup-id", id, "--backup-time", epoch(`${date}T01:00:00Z`), ...words],
  );

const createJob = (...words: string[]) =>
  server.run(
    ...["sync-job", "create", "copy", "--store", "vault", "--remote-store", "store1", ...words],
  );

const runJob = () => server.run("sync-job", "run", "copy");

const copies = (id = "100", ns = "") => {
  const directory = server.at(`/mnt/datastore/vault/${ns}vm/${id}`);
  return fs.existsSync(directory)
    ? fs.readdirSync(directory).filter((name) => name !== "owner")
    : [];
};

beforeEach(async () => {
  for (const name of ["store1", "vault"]) {
    await server.run("datastore", "create", name, `/mnt/datastore/${name}`);
  }
  secret = await grantedToken(server, owner, "DatastoreBackup", "/datastore/store1");
  client = clientOf(server, api, { id: owner, secret, store: "store1" });
  makeImage(server.at("/dev/disk"), 300_000);
  await backUp("100", "2026-11-21");
  await backUp("100", "2026-11-22");
});

describe("a sync job without a remote", () => {
  it("copies what the other datastore of the server holds, once", async () => {
    await createJob();
    expect((await runJob()).code).toBe(0);
    expect(copies()).toEqual(["2026-11-21T01:00:00Z", "2026-11-22T01:00:00Z"]);
    expect((await runJob()).out).not.toContain("sync snapshot");
    const admin = await grantedToken(server, "root@pam!t", "Admin", "/");
    const reader = clientOf(server, api, { id: "root@pam!t", secret: admin, store: "vault" });
    const { image } = await reader.run("restore", "vm/100", "drive-scsi0.img", "-");
    expect(image.equals(fs.readFileSync(server.at("/dev/disk")))).toBe(true);
  });

  it("owns its copies as root@pam, and fails where a token owns the group (trap)", async () => {
    const other = { id: owner, secret, store: "vault" };
    for (const id of ["backup@pbs", owner]) {
      await server.run("acl", "update", "/datastore/vault", "DatastoreBackup", "--auth-id", id);
    }
    await clientOf(server, api, other).run(
      ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`, "--backup-type", "vm"],
      ...["--backup-id", "100", "--backup-time", epoch("2026-11-01T01:00:00Z")],
    );
    await createJob();
    const { code, out, err } = await runJob();
    expect(code).toBe(255);
    expect(out).toContain(`sync group vm/100 failed - owner check failed (root@pam != ${owner})`);
    expect(err).toBe("Error: task failed (status sync failed with some errors.)\n");
    await server.run("sync-job", "update", "copy", "--owner", owner);
    expect((await runJob()).code).toBe(0);
    expect(copies()).toHaveLength(3);
  });

  it("copies only what it is asked for", async () => {
    await backUp("200", "2026-11-22");
    await createJob("--group-filter", "group:vm/200", "--verified-only", "true");
    await runJob();
    expect([...copies("100"), ...copies("200")]).toEqual([]);
    await server.run("verify", "store1");
    await runJob();
    expect([copies("100"), copies("200")]).toEqual([[], ["2026-11-22T01:00:00Z"]]);
    await server.run(
      ...["sync-job", "update", "copy", "--delete", "group-filter", "--transfer-last", "1"],
    );
    await runJob();
    expect(copies("100")).toEqual(["2026-11-22T01:00:00Z"]);
  });

  it("keeps what has vanished at the source unless it is told to remove it", async () => {
    await createJob();
    await runJob();
    fs.rmSync(server.at("/mnt/datastore/store1/vm/100/2026-11-21T01:00:00Z"), { recursive: true });
    await runJob();
    expect(copies()).toHaveLength(2);
    await server.run("sync-job", "update", "copy", "--remove-vanished", "true");
    await runJob();
    expect(copies()).toEqual(["2026-11-22T01:00:00Z"]);
  });

  it("carries namespaces over, below its own", async () => {
    await server.debug("create", "/admin/datastore/store1/namespace", "--name", "lab");
    await backUp("300", "2026-11-22", "--ns", "lab");
    await server.debug("create", "/admin/datastore/vault/namespace", "--name", "copies");
    await createJob("--ns", "copies");
    await runJob();
    expect(copies("300", "ns/copies/ns/lab/")).toEqual(["2026-11-22T01:00:00Z"]);
  });

  it("fails when a chunk at the source is broken, and leaves nothing of that snapshot", async () => {
    const chunks = fs
      .readdirSync(server.at("/mnt/datastore/store1/.chunks"), {
        withFileTypes: true,
        recursive: true,
      })
      .filter((entry) => entry.isFile());
    for (const { parentPath, name } of chunks) fs.appendFileSync(`${parentPath}/${name}`, "x");
    await createJob();
    expect((await runJob()).out).toContain("Data blob has wrong CRC checksum.");
    expect(copies()).toEqual([]);
  });

  it("fails while its datastore is in maintenance", async () => {
    await createJob();
    await server.run("datastore", "update", "vault", "--maintenance-mode", "read-only");
    expect(await server.refusal("sync-job", "run", "copy")).toContain("read-only maintenance mode");
  });
});

describe("a sync job with a remote", () => {
  const remote = async (password: string, fingerprint = api.fingerprint) =>
    server.run(
      ...["remote", "create", "site", "--host", "127.0.0.1", "--port", String(api.port)],
      ...["--auth-id", "pull@pbs!offsite", "--password", password, "--fingerprint", fingerprint],
    );

  it("pulls with a token that may only read there", async () => {
    const password = await grantedToken(
      server,
      ...(["pull@pbs!offsite", "DatastoreReader", "/datastore/store1"] as const),
    );
    await remote(password);
    await createJob("--remote", "site");
    expect((await runJob()).code).toBe(0);
    expect(copies()).toHaveLength(2);
  });

  it("fails without the right to read there, with a wrong secret and another certificate", async () => {
    const password = await grantedToken(
      server,
      ...(["pull@pbs!offsite", "DatastoreAudit", "/datastore/store1"] as const),
    );
    await remote(password);
    await createJob("--remote", "site");
    expect((await runJob()).out).toContain("missing Datastore.Read|Datastore.Backup");
    await server.run("remote", "update", "site", "--password", "wrong");
    expect((await runJob()).err).toContain("authentication failed - invalid credentials");
    await server.run("remote", "update", "site", "--fingerprint", "aa:".repeat(31) + "aa");
    expect((await runJob()).err).toContain("client error (Connect)");
    expect(copies()).toEqual([]);
  });
});

describe("how jobs fared", () => {
  it("is told by the API, not by the command line", async () => {
    await createJob("--schedule", "daily");
    const rows = async () =>
      JSON.parse(
        (await server.debug("get", "/admin/sync", "--output-format", "json")).out,
      ) as Record<string, unknown>[];
    expect((await rows())[0]).not.toHaveProperty("last-run-state");
    await runJob();
    expect((await rows())[0]).toMatchObject({
      id: "copy",
      "last-run-state": "OK",
      "last-run-upid": expect.stringContaining(":syncjob:"),
      "next-run": expect.any(Number),
    });
    expect((await server.json("sync-job", "list")) as object[]).toEqual([
      { id: "copy", "remote-store": "store1", schedule: "daily", store: "vault" },
    ]);
    await server.run("datastore", "update", "vault", "--gc-schedule", "daily");
    const { out } = await server.debug(
      "get",
      "/admin/gc",
      "--store",
      "vault",
      "--output-format",
      "json",
    );
    expect(JSON.parse(out)).toMatchObject([{ store: "vault", "next-run": expect.any(Number) }]);
  });
});
