import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type CallParameters, type RunningPve, startPve } from "./pve-server";

let pve: RunningPve;
beforeAll(async () => (pve = await startPve()));
afterAll(() => pve.stop());

const timed = { schedule: "sun 01:00", storage: "pbs-vm" };
const minimal = { ...timed, all: "1" };
const create = (id: string, parameters: CallParameters = {}) =>
  pve.call("POST", "/cluster/backup", { id, ...minimal, ...parameters });
const read = async (id: string) =>
  (await pve.call("GET", `/cluster/backup/${id}`)).data as Record<string, unknown>;
const change = (id: string, parameters: CallParameters) =>
  pve.call("PUT", `/cluster/backup/${id}`, parameters);

describe("a backup job", () => {
  it("is kept in jobs.cfg and answered with typed values", async () => {
    const answer = await create("weekly", {
      exclude: "901,902",
      "prune-backups": "keep-all=1",
      fleecing: "1,storage=local-lvm",
      performance: "max-workers=4",
      "exclude-path": ["/tmp/?*", "/var/cache"],
      bwlimit: "51200",
      "repeat-missed": "1",
      comment: "every guest",
      "notes-template": "{{guestname}}",
    });
    expect(answer).toMatchObject({ status: 200, data: null });
    expect(await read("weekly")).toEqual({
      id: "weekly",
      type: "vzdump",
      enabled: 1,
      schedule: "sun 01:00",
      storage: "pbs-vm",
      all: 1,
      exclude: "901,902",
      "prune-backups": { "keep-all": "1" },
      fleecing: { enabled: "1", storage: "local-lvm" },
      performance: { "max-workers": "4" },
      "exclude-path": ["/tmp/?*", "/var/cache"],
      bwlimit: 51200,
      "repeat-missed": 1,
      comment: "every guest",
      "notes-template": "{{guestname}}",
    });
    expect(readFileSync(path.join(pve.state, "jobs.cfg"), "utf8")).toContain(
      "vzdump: weekly\n\tall 1\n\tbwlimit 51200\n",
    );
  });

  it("is listed with its next run while it is enabled", async () => {
    await create("off", { enabled: "0" });
    const jobs = (await pve.call("GET", "/cluster/backup")).data as Record<string, unknown>[];
    const next = jobs.find(({ id }) => id === "weekly")?.["next-run"];
    expect(new Date(Number(next) * 1000).getDay()).toBe(0);
    expect(jobs.find(({ id }) => id === "off")).not.toHaveProperty("next-run");
  });

  it("gets an id when it is given none", async () => {
    await pve.call("POST", "/cluster/backup", minimal);
    const jobs = (await pve.call("GET", "/cluster/backup")).data as { id: string }[];
    expect(jobs.some(({ id }) => /^backup-[0-9a-f]{8}-[0-9a-f]{4}$/.test(id))).toBe(true);
  });

  it("turns a start time and days into a schedule", async () => {
    await pve.call("POST", "/cluster/backup", {
      id: "old-way",
      all: "1",
      starttime: "02:30",
      dow: "sat,sun",
    });
    await pve.call("POST", "/cluster/backup", { id: "old-daily", all: "1", starttime: "02:30" });
    expect((await read("old-way"))["schedule"]).toBe("sat,sun 02:30");
    expect((await read("old-daily"))["schedule"]).toBe("02:30");
  });

  it("selects all guests when some are excluded", async () => {
    await pve.call("POST", "/cluster/backup", { id: "excluding", ...timed, exclude: "100" });
    expect((await read("excluding"))["all"]).toBe(1);
  });

  it("replaces one selection by another", async () => {
    await create("selecting", { exclude: "100" });
    await change("selecting", { vmid: "101,102" });
    expect(await read("selecting")).not.toHaveProperty("all");
    await change("selecting", { pool: "lab" });
    expect(await read("selecting")).not.toHaveProperty("vmid");
    await change("selecting", { all: "1" });
    expect(await read("selecting")).not.toHaveProperty("pool");
    expect(await read("selecting")).not.toHaveProperty("exclude");
  });

  it("changes and removes options", async () => {
    await create("changing", { comment: "old", bwlimit: "100" });
    expect(
      (await change("changing", { schedule: "daily", delete: "comment,bwlimit" })).status,
    ).toBe(200);
    const job = await read("changing");
    expect(job["schedule"]).toBe("daily");
    expect(job).not.toHaveProperty("comment");
    expect(job).not.toHaveProperty("bwlimit");
  });

  it("takes a change made by hand for what it is", async () => {
    await create("by-hand");
    const file = path.join(pve.state, "jobs.cfg");
    const [before, after = ""] = readFileSync(file, "utf8").split("vzdump: by-hand\n");
    writeFileSync(file, `${before}vzdump: by-hand\n${after.replace("sun 01:00", "mon 03:00")}`);
    expect((await read("by-hand"))["schedule"]).toBe("mon 03:00");
  });

  it("is removed and nothing else with it", async () => {
    await create("gone");
    expect((await pve.call("DELETE", "/cluster/backup/gone")).data).toBeNull();
    expect((await pve.call("GET", "/cluster/backup/gone")).errors).toEqual({
      id: "No such job 'gone'",
    });
    expect(await read("weekly")).toHaveProperty("schedule");
  });
});

describe("a backup job that PVE refuses", () => {
  it.each<[string, CallParameters, string, string]>([
    ["all with vmid", { vmid: "100" }, "all", "option conflicts with option 'vmid'"],
    [
      "exclude with vmid",
      { all: "0", vmid: "100", exclude: "101" },
      "exclude",
      "option conflicts with option 'vmid'",
    ],
    [
      "pool with vmid",
      { all: "0", vmid: "100", pool: "lab" },
      "pool",
      "option conflicts with option 'vmid'",
    ],
    ["all with pool", { pool: "lab" }, "all", "option conflicts with option 'pool'"],
    ["no guest at all", { all: "0" }, "vmid", "property is missing"],
    [
      "two schedules",
      { starttime: "01:00" },
      "starttime",
      "'starttime' and 'schedule' cannot both be set",
    ],
    [
      "days without a start time",
      { dow: "mon" },
      "starttime",
      "missing property - 'dow' requires this property",
    ],
    [
      "an unknown day",
      { starttime: "01:00", dow: "mo" },
      "dow",
      "invalid format - invalid day 'mo'",
    ],
    [
      "a bad schedule",
      { schedule: "sunny 02:00" },
      "schedule",
      "invalid format - invalid calendar event 'sunny 02:00' - unable to parse calendar event at 'sunny' - Context(\"weekday\")",
    ],
    [
      "a schedule that is too long",
      { schedule: Array<string>(60).fill("01").join(",") },
      "schedule",
      "value may only be 128 characters long",
    ],
    [
      "a bad guest id",
      { exclude: "99" },
      "exclude",
      "invalid format - value does not look like a valid VM ID",
    ],
    [
      "an unknown mode",
      { mode: "live" },
      "mode",
      "value 'live' does not have a value in the enumeration 'snapshot, suspend, stop'",
    ],
    [
      "an unknown compression",
      { compress: "xz" },
      "compress",
      "value 'xz' does not have a value in the enumeration '0, 1, gzip, lzo, zstd'",
    ],
    ["an ionice out of range", { ionice: "9" }, "ionice", "value must have a maximum value of 8"],
    [
      "a bad mail address",
      { mailto: "a@b@c" },
      "mailto",
      "invalid format - value does not look like a valid email address or user name",
    ],
    [
      "too many workers",
      { performance: "max-workers=257" },
      "performance",
      "invalid format - format error\nmax-workers: value must have a maximum value of 256",
    ],
    [
      "a comment that is too long",
      { comment: "x".repeat(513) },
      "comment",
      "value may only be 512 characters long",
    ],
    [
      "a notes template on two lines",
      { "notes-template": "a\nb" },
      "notes-template",
      "contains a line feed",
    ],
    [
      "a script, which only root@pam itself may set",
      { script: "/root/hook" },
      "script",
      "Only root may set this option.",
    ],
    [
      "a tmpdir, which only root@pam itself may set",
      { tmpdir: "/tmp" },
      "tmpdir",
      "Only root may set this option.",
    ],
    [
      "maxfiles, which is gone",
      { maxfiles: "3" },
      "maxfiles",
      "property is not defined in schema and the schema does not allow additional properties",
    ],
    ["an id that is none", { id: "1st" }, "id", "invalid format - invalid configuration ID '1st'"],
  ])("fails for %s", async (_name, parameters, faulty, message) => {
    const answer = await create("refused", parameters);
    expect(answer).toMatchObject({ status: 400, reason: "Parameter verification failed." });
    expect(answer.errors?.[faulty]).toBe(message);
    expect((await pve.call("GET", "/cluster/backup/refused")).status).toBe(400);
  });

  it("fails without a schedule", async () => {
    const answer = await pve.call("POST", "/cluster/backup", { id: "never", all: "1" });
    expect(answer.errors).toEqual({ schedule: "neither 'starttime' nor 'schedule' were set" });
  });

  it("fails for notes without a storage", async () => {
    const answer = await pve.call("POST", "/cluster/backup", {
      all: "1",
      schedule: "daily",
      "notes-template": "{{vmid}}",
    });
    expect(answer.errors).toEqual({
      storage: "missing property - 'notes-template' requires this property",
    });
  });

  it("fails for a comment that would start a line of its own", async () => {
    const answer = await create("refused", { comment: "a\n\tenabled 0" });
    expect(answer.reason).toBe("property 'comment' contains a line feed");
  });

  it("fails when its id is taken", async () => {
    await create("twice");
    expect((await create("twice")).reason).toBe("Job 'twice' already exists");
  });

  it.each<[string, string, CallParameters, number, string]>([
    ["nothing to change", "weekly", {}, 500, "no options specified"],
    ["an unknown job", "nowhere", { schedule: "daily" }, 500, "no such vzdump job"],
    ["removing the schedule", "weekly", { delete: "schedule" }, 400, "unknown option 'schedule'"],
    ["removing the selection", "weekly", { delete: "all,exclude" }, 400, "property is missing"],
    [
      "a second selection",
      "weekly",
      { all: "1", vmid: "100" },
      400,
      "option conflicts with option 'vmid'",
    ],
    ["a script", "weekly", { script: "/x" }, 400, "Only root may set this option."],
  ])("fails to change a job for %s", async (_name, id, parameters, status, message) => {
    const before = await read("weekly");
    const answer = await change(id, parameters);
    expect(answer.status).toBe(status);
    expect([answer.reason, ...Object.values(answer.errors ?? {})]).toContain(message);
    expect(await read("weekly")).toEqual(before);
  });

  it("fails to delete an unknown job", async () => {
    const answer = await pve.call("DELETE", "/cluster/backup/nowhere");
    expect(answer).toMatchObject({ status: 400, errors: { id: "No such job 'nowhere'" } });
  });
});
