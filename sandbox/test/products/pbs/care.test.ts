import * as fs from "node:fs";
import * as path from "node:path";

import { mailSpool } from "../../../products/pbs/notifications/mail";
import { useApi } from "./api-server";
import { clientOf, epoch, grantedToken, makeImage, type TestClient } from "./client-harness";
import { useServer } from "./harness";

const server = useServer();
const api = useApi();
const base = "/mnt/datastore/one";

let client: TestClient;
let key: string[] = [];

const backUp = (time: string, ...words: string[]) =>
  client.run(
    ...["backup", `drive-scsi0.img:${server.at("/dev/disk")}`, "--backup-type", "vm"],
    ...["--backup-id", "100", "--backup-time", epoch(`${time}T01:00:00Z`), ...words],
  );

const chunks = () =>
  fs
    .readdirSync(server.at(`${base}/.chunks`), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

const flipLast = (file: string) => {
  const content = fs.readFileSync(file);
  content.writeUInt8(content.readUInt8(content.length - 1) ^ 1, content.length - 1);
  fs.writeFileSync(file, content);
};

const states = async () =>
  ((await client.json("snapshot", "list")) as { verification?: { state: string } }[]).map(
    ({ verification }) => verification?.state,
  );

const createStore = (...words: string[]) =>
  server.run("datastore", "create", "store1", base, ...words);

const verifyJob = (...words: string[]) =>
  server.run("verify-job", "create", "daily", "--store", "store1", ...words);

const runJob = () => server.run("verify-job", "run", "daily");

beforeEach(async () => {
  await createStore();
  const id = "backup@pbs!node01";
  const secret = await grantedToken(server, id, "DatastoreBackup", "/datastore/store1");
  client = clientOf(server, api, { id, secret, store: "store1" });
  makeImage(server.at("/dev/disk"), 300_000);
  const file = server.at("/root/key.json");
  await client.run("key", "create", file, "--kdf", "none");
  key = ["--keyfile", file];
});

describe("a verify job", () => {
  it("marks what it has verified", async () => {
    await backUp("2026-11-22");
    await verifyJob();
    expect(await states()).toEqual([undefined]);
    const { code, out } = await runJob();
    expect(code).toBe(0);
    expect(out).toContain("verify store1:vm/100/2026-11-22T01:00:00Z\n");
    expect(await states()).toEqual(["ok"]);
    expect((await client.run("restore", "vm/100", "drive-scsi0.img", "-")).code).toBe(0);
  });

  it("finds a changed byte, marks the snapshot and sets the chunk aside", async () => {
    await backUp("2026-11-22");
    chunks().forEach(flipLast);
    await verifyJob();
    const { code, out, err } = await runJob();
    expect(code).toBe(255);
    expect(out).toContain("Data blob has wrong CRC checksum.");
    expect(out).toContain("Failed to verify the following snapshots/groups:\n\tvm/100/2026-11-22");
    expect(err).toBe(
      "Error: task failed (status verification failed - please check the log for details)\n",
    );
    expect(await states()).toEqual(["failed"]);
    expect(chunks().every((file) => file.endsWith(".0.bad"))).toBe(true);
  });

  it("finds an unencrypted chunk whose content is another's, CRC and all", async () => {
    await backUp("2026-11-22");
    const [first = ""] = chunks();
    makeImage(server.at("/dev/disk"), 300_000);
    await backUp("2026-11-23");
    const other = chunks().find((file) => file !== first) ?? "";
    fs.copyFileSync(other, first);
    await verifyJob();
    expect((await runJob()).out).toContain("detected chunk with wrong digest.");
    expect((await states()).sort()).toEqual(["failed", "ok"]);
  });

  it("fails to find the same in encrypted chunks, of which it checks the CRC alone", async () => {
    await backUp("2026-11-22", ...key);
    const [first = ""] = chunks();
    makeImage(server.at("/dev/disk"), 300_000);
    await backUp("2026-11-23", ...key);
    const other = chunks().find((file) => file !== first) ?? "";
    fs.copyFileSync(other, first);
    await verifyJob();
    expect((await runJob()).code).toBe(0);
    expect(await states()).toEqual(["ok", "ok"]);
    const restores = await Promise.all(
      ["2026-11-22", "2026-11-23"].map((date) =>
        client.run("restore", `vm/100/${date}T01:00:00Z`, "drive-scsi0.img", "-", ...key),
      ),
    );
    expect(restores.map(({ code }) => code).sort()).toEqual([0, 255]);
    expect(restores.map(({ err }) => err).join("")).toContain("detected chunk with wrong digest.");
  });

  it("leaves out what was verified, good or bad, until that is outdated", async () => {
    await backUp("2026-11-22");
    await verifyJob();
    await runJob();
    chunks().forEach(flipLast);
    expect((await runJob()).out).toContain("(recently verified)");
    expect(await states()).toEqual(["ok"]);
    await server.run("verify-job", "update", "daily", "--outdated-after", "30");
    expect((await runJob()).out).toContain("(recently verified)");
    await server.run("verify-job", "update", "daily", "--ignore-verified", "false");
    expect((await runJob()).code).toBe(255);
    expect(await states()).toEqual(["failed"]);
  });

  it("stays in its namespace", async () => {
    await server.debug("create", "/admin/datastore/store1/namespace", "--name", "team");
    await backUp("2026-11-22");
    await backUp("2026-11-22", "--ns", "team");
    await verifyJob("--ns", "team");
    await runJob();
    expect(await states()).toEqual([undefined]);
    await server.run("verify-job", "update", "daily", "--delete", "ns", "--max-depth", "0");
    await runJob();
    expect(await states()).toEqual(["ok"]);
  });

  it("fails to be switched off: it has no such property, only a schedule to delete", async () => {
    await verifyJob("--schedule", "daily");
    expect(await server.refusal("verify-job", "update", "daily", "--disable", "true")).toContain(
      "'disable': schema does not allow additional properties.",
    );
    await server.run("verify-job", "update", "daily", "--delete", "schedule");
    expect(await server.json("verify-job", "show", "daily")).toEqual({
      id: "daily",
      store: "store1",
    });
  });
});

describe("a backup after one that failed its verification", () => {
  it("may be of the same time or older", async () => {
    await backUp("2026-11-22");
    chunks().forEach(flipLast);
    await server.run("verify", "store1");
    expect(await states()).toEqual(["failed"]);
    expect((await backUp("2026-11-21")).code).toBe(0);
    expect(chunks().some((file) => !file.endsWith(".bad"))).toBe(true);
  });
});

describe("verify-new", () => {
  it("verifies each backup right after it was made", async () => {
    await server.run("datastore", "update", "store1", "--verify-new", "true");
    await backUp("2026-11-22");
    expect(await states()).toEqual(["ok"]);
  });
});

describe("garbage collection", () => {
  const collect = async () => {
    expect((await server.run("garbage-collection", "start", "store1")).code).toBe(0);
    return server.json("garbage-collection", "status", "store1");
  };

  const age = (days: number) => {
    const then = new Date(Date.now() - days * 86_400_000);
    chunks().forEach((file) => fs.utimesSync(file, then, then));
  };

  const prune = async () => {
    await server.run(
      ...["prune-job", "create", "keep1", "--store", "store1", "--schedule", "daily"],
      ...["--keep-last", "1"],
    );
    expect((await server.run("prune-job", "run", "keep1")).code).toBe(0);
  };

  beforeEach(async () => {
    await backUp("2026-11-22");
    makeImage(server.at("/dev/disk"), 300_000);
    await backUp("2026-11-23");
  });

  it("frees nothing that a snapshot needs, however old", async () => {
    age(30);
    expect(await collect()).toMatchObject({
      "index-file-count": 2,
      "index-data-bytes": 600_000,
      "disk-chunks": 2,
      "removed-chunks": 0,
    });
    expect((await client.run("restore", "vm/100", "drive-scsi0.img", "-")).code).toBe(0);
  });

  it("frees what pruning gave up a day later, not before", async () => {
    await prune();
    expect(await collect()).toMatchObject({ "pending-chunks": 1, "removed-chunks": 0 });
    age(2);
    expect(await collect()).toMatchObject({
      "disk-chunks": 1,
      "pending-chunks": 0,
      "removed-chunks": 1,
    });
    expect(chunks()).toHaveLength(1);
    expect((await client.run("restore", "vm/100", "drive-scsi0.img", "-")).code).toBe(0);
  });

  it("goes by the cutoff of the datastore's tuning", async () => {
    await server.run("datastore", "update", "store1", "--tuning", "gc-atime-cutoff=2880");
    await prune();
    age(1.5);
    expect(await collect()).toMatchObject({ "pending-chunks": 1, "removed-chunks": 0 });
  });

  it("fails on a damaged index and removes nothing", async () => {
    await prune();
    age(2);
    fs.writeFileSync(server.at(`${base}/vm/100/2026-11-23T01:00:00Z/drive-scsi0.img.fidx`), "x");
    expect(await server.refusal("garbage-collection", "start", "store1")).toContain(
      "unknown magic number",
    );
    expect(chunks()).toHaveLength(2);
  });

  it("drops a chunk that was set aside once a good one took its place", async () => {
    const [first = ""] = chunks();
    fs.copyFileSync(first, `${first}.0.bad`);
    fs.writeFileSync(path.join(path.dirname(first), `${"0".repeat(64)}.0.bad`), "lost");
    expect(await collect()).toMatchObject({ "removed-bad": 1, "still-bad": 1 });
  });
});

describe("the end of a job", () => {
  const titles = () => {
    const file = server.at(mailSpool);
    const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
    return lines.map((line) => (JSON.parse(line) as { title: string }).title);
  };

  beforeEach(() => backUp("2026-11-22"));

  it("goes through the matchers, a failed verification as an error of the type verify", async () => {
    await server.run("notification", "matcher", "update", "default-matcher", "--disable", "true");
    await server.run(
      ...["notification", "matcher", "create", "bad", "--target", "mail-to-root"],
      ...["--match-severity", "error", "--match-field", "exact:type=verify"],
    );
    await verifyJob("--ignore-verified", "false");
    await runJob();
    expect(titles()).toEqual([]);
    chunks().forEach(flipLast);
    await runJob();
    expect(titles()).toEqual(["Verify Datastore 'store1' failed"]);
  });

  it("of garbage collection is told too, and of pruning unless it went well", async () => {
    await server.run("garbage-collection", "start", "store1");
    await server.run("prune-job", "create", "all", "--store", "store1", "--schedule", "daily");
    await server.run("prune-job", "run", "all");
    expect(titles()).toEqual(["Garbage Collect Datastore 'store1' successful"]);
  });

  it("in legacy mode goes past the matchers, as `notify` says", async () => {
    await server.run("notification", "matcher", "update", "default-matcher", "--disable", "true");
    await server.run(
      ...["datastore", "update", "store1", "--notification-mode", "legacy-sendmail"],
      ...["--notify", "gc=never"],
    );
    await server.run("garbage-collection", "start", "store1");
    await verifyJob();
    await runJob();
    expect(titles()).toEqual(["Verify Datastore 'store1' successful"]);
  });
});
