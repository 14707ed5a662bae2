import * as fs from "node:fs";
import * as path from "node:path";

import { useServer } from "./harness";

const server = useServer();

const base = "/mnt/datastore/one";

const addSnapshot = (group: string, time: string, ...files: string[]) => {
  const directory = server.at(path.join(base, group, time));
  fs.mkdirSync(directory, { recursive: true });
  for (const file of files) fs.writeFileSync(path.join(directory, file), "");
};

const snapshots = (group: string) => fs.readdirSync(server.at(path.join(base, group))).sort();

const sundays = ["2026-11-08", "2026-11-15", "2026-11-22"].map((date) => `${date}T12:00:00Z`);

beforeEach(async () => {
  await server.run("datastore", "create", "store1", base);
  for (const time of sundays) {
    addSnapshot("vm/100", time, "index.json.blob");
    addSnapshot("ns/team/ct/200", time, "index.json.blob");
  }
});

const createJob = (...words: string[]) =>
  server.run("prune-job", "create", "job1", "--store", "store1", "--schedule", "daily", ...words);

const state = (name: string): unknown =>
  JSON.parse(fs.readFileSync(server.at(`/var/lib/proxmox-backup/jobstates/${name}.json`), "utf8"));

describe("prune-job run", () => {
  it("removes what the retention does not keep, in all namespaces, and says so", async () => {
    await createJob("--keep-last", "1");
    const { code, out } = await server.run("prune-job", "run", "job1");
    expect(code).toBe(0);
    expect(out).toContain("retention options: --keep-last 1\n");
    expect(out).toContain(
      [
        'Pruning group :"vm/100"',
        "remove vm/100/2026-11-08T12:00:00Z",
        "remove vm/100/2026-11-15T12:00:00Z",
        "keep vm/100/2026-11-22T12:00:00Z",
        'Pruning group team:"ct/200"',
      ].join("\n"),
    );
    expect(out.endsWith("TASK OK\n")).toBe(true);
    expect(snapshots("vm/100")).toEqual(sundays.slice(2));
    expect(snapshots("ns/team/ct/200")).toEqual(sundays.slice(2));
    expect(state("prunejob-job1")).toEqual({
      finished: {
        upid: expect.stringContaining(":prunejob:store1:root@pam:"),
        state: { OK: { endtime: expect.any(Number) } },
        updated: null,
      },
    });
  });

  it("removes nothing without any keep option", async () => {
    await createJob();
    expect((await server.run("prune-job", "run", "job1")).out).toContain(
      "No prune selection - keeping all files.",
    );
    expect(snapshots("vm/100")).toEqual(sundays);
  });

  it("stays in its namespace and above its depth", async () => {
    await createJob("--keep-last", "1", "--max-depth", "0");
    await server.run("prune-job", "run", "job1");
    expect(snapshots("ns/team/ct/200")).toEqual(sundays);
    await server.run("prune-job", "update", "job1", "--ns", "team");
    await server.run("prune-job", "run", "job1");
    expect(snapshots("ns/team/ct/200")).toEqual(sundays.slice(2));
  });

  it("leaves protected snapshots alone", async () => {
    addSnapshot("vm/100", sundays[0] ?? "", ".protected");
    await createJob("--keep-last", "1");
    await server.run("prune-job", "run", "job1");
    expect(snapshots("vm/100")).toEqual([sundays[0], sundays[2]]);
  });

  it("fails on a datastore in maintenance, before any task", async () => {
    await createJob("--keep-last", "1");
    await server.run(
      ...["datastore", "update", "store1", "--maintenance-mode", "read-only,message=moving"],
    );
    expect(await server.refusal("prune-job", "run", "job1")).toBe(
      "Error: datastore 'store1' is unavailable: read-only maintenance mode: moving",
    );
    expect(snapshots("vm/100")).toEqual(sundays);
  });

  it("fails for a job or a datastore that does not exist", async () => {
    expect(await server.refusal("prune-job", "run", "job9")).toBe("Error: no such prune 'job9'");
    await createJob();
    await server.run("datastore", "remove", "store1", "--keep-job-configs", "1");
    expect(await server.refusal("prune-job", "run", "job1")).toBe(
      "Error: no such datastore 'store1'",
    );
  });
});

describe("garbage-collection", () => {
  it("has not run at first, and lists when it will", async () => {
    await server.run("datastore", "update", "store1", "--gc-schedule", "sun 02:00");
    const [row] = (await server.json("garbage-collection", "list")) as Record<string, unknown>[];
    expect(row).toMatchObject({ store: "store1", schedule: "sun 02:00" });
    expect(row).not.toHaveProperty("last-run-state");
    const next = new Date(Number(row?.["next-run"]) * 1000);
    expect([next.getDay(), next.getHours(), next.getMinutes()]).toEqual([0, 2, 0]);
  });

  it("records a run and leaves a chunk that was used today", async () => {
    const digest = "ab".repeat(32);
    const chunks = server.at(`${base}/.chunks/abab`);
    fs.mkdirSync(chunks);
    fs.writeFileSync(path.join(chunks, digest), "twelve bytes");
    expect((await server.run("garbage-collection", "start", "store1")).code).toBe(0);
    expect(await server.json("garbage-collection", "status", "store1")).toMatchObject({
      "pending-bytes": 12,
      "pending-chunks": 1,
      "index-file-count": 0,
      "last-run-state": "OK",
      "removed-bytes": 0,
      store: "store1",
    });
    expect(fs.existsSync(path.join(chunks, digest))).toBe(true);
  });

  it("fails for an offline datastore and for none", async () => {
    await server.run("datastore", "update", "store1", "--maintenance-mode", "offline");
    expect(await server.refusal("garbage-collection", "start", "store1")).toBe(
      "Error: datastore 'store1' is unavailable: offline maintenance mode: ",
    );
    expect(await server.refusal("garbage-collection", "status", "store9")).toBe(
      "Error: no such datastore 'store9'",
    );
  });

  it("records a failure when the datastore's directory is gone", async () => {
    fs.rmSync(server.at(base), { recursive: true });
    expect(await server.refusal("garbage-collection", "start", "store1")).toContain("task failed");
    expect(state("garbage_collection-store1")).toEqual({
      finished: expect.objectContaining({
        state: {
          Error: { message: expect.stringContaining("ENOENT"), endtime: expect.any(Number) },
        },
      }),
    });
  });
});

it("task logs lie where the product keeps them, each line with its time", async () => {
  const { out } = await server.run(
    "garbage-collection",
    "start",
    "store1",
    "--output-format",
    "json",
  );
  const upid = JSON.parse(out) as string;
  const start = parseInt(upid.split(":")[3] ?? "", 16);
  const directory = (start % 256).toString(16).toUpperCase().padStart(2, "0");
  const log = fs.readFileSync(
    server.at(`/var/log/proxmox-backup/tasks/${directory}/${upid}`),
    "utf8",
  );
  expect(log).toMatch(/^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00: .+\n)+$/);
  expect(log).toMatch(/: TASK OK\n$/);
});
