import type { Properties } from "../../../plugins/protocol/resource-type";
import { type PveWithPlugin, refreshed, startPveWithPlugin } from "./pve-plugin";

const token = "proxmoxve:backup/job:Job";

let lab: PveWithPlugin;
beforeAll(async () => (lab = await startPveWithPlugin()));
afterAll(() => lab.stop());

const withoutGuests = (resourceId: string, more: Properties = {}): Properties => ({
  resourceId,
  schedule: "sun 01:00",
  storage: "pbs-vm",
  ...more,
});
const declared = (resourceId: string, more: Properties = {}): Properties =>
  withoutGuests(resourceId, { all: true, ...more });
const create = (resourceId: string, more: Properties = {}) =>
  lab.plugin.create(token, declared(resourceId, more));
const onServer = async (id: string) =>
  (await lab.pve.call("GET", `/cluster/backup/${id}`)).data as Record<string, unknown>;
const byHand = (id: string, change: Record<string, string>) =>
  lab.pve.call("PUT", `/cluster/backup/${id}`, change);

describe("backup.Job", () => {
  it("is created as declared", async () => {
    const kept = await create("full", {
      enabled: false,
      mode: "snapshot",
      compress: "zstd",
      bwlimit: 51200,
      ionice: 7,
      excludes: ["901", "902"],
      excludePaths: ["/tmp/?*", "/var/cache"],
      mailtos: ["root", "ops@example.org"],
      mailnotification: "failure",
      notesTemplate: "{{guestname}} on {{node}}",
      pruneBackups: { "keep-weekly": "5", "keep-monthly": "1" },
      fleecing: { enabled: true, storage: "local-lvm" },
      performance: { maxWorkers: 4, pbsEntriesMax: 1000 },
      pbsChangeDetectionMode: "metadata",
      repeatMissed: true,
      protected: false,
    });
    expect(kept.id).toBe("full");
    expect(kept.outputs).toEqual(kept.inputs);
    expect(await refreshed(lab.plugin, kept)).toEqual(kept);
    expect(await onServer("full")).toMatchObject({
      enabled: 0,
      exclude: "901,902",
      "exclude-path": ["/tmp/?*", "/var/cache"],
      mailto: "root,ops@example.org",
      "prune-backups": { "keep-monthly": "1", "keep-weekly": "5" },
      fleecing: { enabled: "1", storage: "local-lvm" },
      performance: { "max-workers": "4", "pbs-entries-max": "1000" },
    });
  });

  it("takes what the server fills in for no drift", async () => {
    const kept = await create("minimal");
    expect(kept.outputs["enabled"]).toBe(true);
    const found = await refreshed(lab.plugin, kept);
    expect(found).toEqual(kept);
    expect((await lab.plugin.diff(found, declared("minimal"))).changed).toBe(false);
  });

  it("changes one property in place, which its diff, as the official plugin's, does not name", async () => {
    const kept = await create("changing");
    const diff = await lab.plugin.diff(kept, declared("changing", { schedule: "mon 02:00" }));
    expect(diff).toMatchObject({ changed: true, details: {}, replaces: [] });
    const changed = await lab.plugin.update(kept, declared("changing", { schedule: "mon 02:00" }));
    expect(changed.outputs["schedule"]).toBe("mon 02:00");
    expect((await onServer("changing"))["schedule"]).toBe("mon 02:00");
  });

  it("is replaced only when its id changes", async () => {
    const kept = await create("named");
    expect((await lab.plugin.diff(kept, declared("renamed"))).replaces).toEqual(["resourceId"]);
  });

  it("removes from the server an optional property that is no longer declared", async () => {
    const kept = await create("removing", { excludes: ["901"], notesTemplate: "x", lockwait: 10 });
    const changed = await lab.plugin.update(kept, declared("removing"));
    expect(await onServer("removing")).not.toHaveProperty("exclude");
    expect(await onServer("removing")).not.toHaveProperty("notes-template");
    expect(await onServer("removing")).not.toHaveProperty("lockwait");
    expect(await refreshed(lab.plugin, changed)).toEqual(changed);
  });

  it("keeps the old value of a computed property that is no longer declared", async () => {
    const kept = await create("keeping", { bwlimit: 100, pruneBackups: { "keep-all": "1" } });
    const changed = await lab.plugin.update(kept, declared("keeping"));
    expect(changed.outputs).toMatchObject({ bwlimit: 100, pruneBackups: { "keep-all": "1" } });
    expect(await onServer("keeping")).toMatchObject({ bwlimit: 100 });
    const found = await refreshed(lab.plugin, changed);
    expect((await lab.plugin.diff(found, declared("keeping"))).changed).toBe(false);
  });

  it("fails to go from all guests to some, because the old value of all is sent again", async () => {
    const kept = await create("all-to-some");
    const wanted = withoutGuests("all-to-some", { vmids: ["101"] });
    await expect(lab.plugin.update(kept, wanted)).rejects.toThrow(
      "all: option conflicts with option 'vmid'",
    );
  });

  it.each<[string, Record<string, string>, Properties]>([
    ["schedule", { schedule: "daily" }, { schedule: "daily" }],
    ["enabled", { enabled: "0" }, { enabled: false }],
    ["excluded guests", { exclude: "101" }, { excludes: ["101"] }],
    ["a pool instead of all guests", { pool: "lab" }, { pool: "lab" }],
    ["some guests instead of all", { vmid: "101" }, { vmids: ["101"] }],
    ["retention", { "prune-backups": "keep-last=1" }, { pruneBackups: { "keep-last": "1" } }],
    ["storage", { storage: "local" }, { storage: "local" }],
    ["mode", { mode: "stop" }, { mode: "stop" }],
    ["node", { node: "node01" }, { node: "node01" }],
  ])("shows a change of %s made on the server as drift", async (name, change, expected) => {
    const kept = await create(`drift-${name.replace(/ /g, "-")}`, {
      enabled: true,
      mode: "snapshot",
      pruneBackups: { "keep-all": "1" },
    });
    await byHand(kept.id, change);
    const found = await refreshed(lab.plugin, kept);
    expect(found.outputs).toMatchObject(expected);
    expect(found.inputs).toMatchObject(expected);
    expect((await lab.plugin.diff(found, kept.inputs)).changed).toBe(true);
  });

  it("repairs what was changed on the server", async () => {
    const kept = await create("repaired", { enabled: true });
    await byHand("repaired", { enabled: "0", exclude: "101", schedule: "daily" });
    const found = await refreshed(lab.plugin, kept);
    const repaired = await lab.plugin.update(found, declared("repaired", { enabled: true }));
    expect(repaired.outputs).toEqual(kept.outputs);
  });

  it("is imported by its id", async () => {
    await create("imported", { excludes: ["901"] });
    const found = await lab.plugin.import(token, "imported");
    expect(found?.inputs).toEqual(declared("imported", { excludes: ["901"], enabled: true }));
  });

  it("fails to be read or deleted once it is gone, because PVE says 400 and the official plugin waits for 404", async () => {
    const kept = await create("gone");
    await lab.plugin.delete(kept);
    const refused = /received an HTTP 400 response .*id: No such job 'gone'/;
    await expect(lab.plugin.refresh(kept)).rejects.toThrow(refused);
    await expect(lab.plugin.delete(kept)).rejects.toThrow(refused);
    await expect(lab.plugin.import(token, "gone")).rejects.toThrow(refused);
  });
});

describe("backup.Job that is refused", () => {
  it.each<[string, Properties, string, string]>([
    [
      "all and a list",
      { vmids: ["101"] },
      "all",
      '"all" and "vmids" are both set; remove one of them',
    ],
    ["all and a pool", { pool: "lab" }, "all", '"all" and "pool" are both set; remove one of them'],
    [
      "an unknown mode",
      { mode: "live" },
      "mode",
      '"mode" is "live"; allowed: snapshot, suspend, stop',
    ],
    [
      "an unknown compression",
      { compress: "xz" },
      "compress",
      '"compress" is "xz"; allowed: 0, 1, gzip, lzo, zstd',
    ],
    [
      "an unknown mail setting",
      { mailnotification: "never" },
      "mailnotification",
      '"mailnotification" is "never"; allowed: always, failure',
    ],
    [
      "an unknown detection",
      { pbsChangeDetectionMode: "full" },
      "pbsChangeDetectionMode",
      '"pbsChangeDetectionMode" is "full"; allowed: legacy, data, metadata',
    ],
    ["an ionice out of range", { ionice: 9 }, "ionice", '"ionice" is 9; allowed: 0 to 8'],
  ])("fails for %s", async (_name, more, property, reason) => {
    const { failures } = await lab.plugin.check(token, declared("checked", more));
    expect(failures).toEqual([{ property, reason }]);
  });

  it("fails for a list with a pool and with excluded guests, both at once", async () => {
    const inputs = withoutGuests("checked", {
      vmids: ["101"],
      pool: "lab",
      excludes: ["102"],
    });
    const { failures } = await lab.plugin.check(token, inputs);
    expect(failures.map(({ property }) => property)).toEqual(["vmids", "vmids"]);
  });

  it("fails for a property the SDK does not have", async () => {
    const { failures } = await lab.plugin.check(token, declared("checked", { comment: "x" }));
    expect(failures.map(({ property }) => property)).toEqual(["comment"]);
  });

  it.each<[string, Properties, string]>([
    [
      "a schedule",
      { schedule: "sunny" },
      "schedule: invalid format - invalid calendar event 'sunny'",
    ],
    [
      "a retention",
      { pruneBackups: { "keep-weekly": "x" } },
      "keep-weekly: type check ('integer') failed",
    ],
    [
      "a guest id",
      { excludes: ["web"] },
      "exclude: invalid format - value does not look like a valid VM ID",
    ],
    ["a script", { script: "/root/hook" }, "script: Only root may set this option."],
    ["maxfiles", { maxfiles: 3 }, "maxfiles: property is not defined in schema"],
    ["no guest", { all: false }, "vmid: property is missing"],
  ])("fails with the server's words for %s", async (_name, more, message) => {
    await expect(create("refused", more)).rejects.toThrow(message);
    await expect(lab.plugin.import(token, "refused")).rejects.toThrow("No such job 'refused'");
  });
});
