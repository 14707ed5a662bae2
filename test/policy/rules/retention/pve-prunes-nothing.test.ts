import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "pve-prunes-nothing";
const storages = ["cifs:Cifs", "directory:Directory", "nfs:Nfs", "pbs:Pbs"].flatMap((name) => {
  const [module, type] = name.split(":");
  return [`proxmoxve:storage/${name}`, `proxmoxve:storage/${module}Legacy:${type}Legacy`];
});
const storage = (backups: unknown) => ({ type: "proxmoxve:storage/pbs:Pbs", props: { backups } });
const job = (props: Sent["props"]) => ({ type: "proxmoxve:backup/job:Job", props });

describe(rule, () => {
  it.each([
    ["a storage that says nothing", storage(undefined)],
    ["a storage that keeps all", storage({ keepAll: true })],
    ["a storage that says 0", storage({ keepAll: false, keepLast: 0 })],
    ["protected backups, which are another matter", storage({ maxProtectedBackups: 5 })],
    ["a job that says nothing", job({})],
    ["a job that keeps all", job({ pruneBackups: { "keep-all": "1" }, maxfiles: 0 })],
    ["a job that says 0", job({ pruneBackups: { "keep-last": "0" } })],
    ["a document of a storage", told("pve storage", { "prune-backups": "keep-all=1" })],
    ["a document that says nothing", told("pve backup job", {})],
    ["another document", told("pbs prune-job", { "prune-backups": "keep-last=1" })],
    ["another command", { type: "command:remote:Command", props: { create: "keep-last=1" } }],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each(storages)("fails on a %s that prunes", async (type) => {
    expect(await violationsOf(rule, [{ type, props: { backups: { keepLast: 1 } } }])).toEqual([
      "subject: backups.keepLast is 1, so the nodes remove backups themselves; wanted is nothing but keep-all. Fix: take backups.keepLast out and prune by a job of the backup server.",
    ]);
  });

  it.each([
    [
      "a job",
      job({ pruneBackups: { "keep-all": "1", "keep-weekly": "4" } }),
      "pruneBackups.keep-weekly is 4",
    ],
    ["a job, in the old way", job({ maxfiles: 3 }), "maxfiles is 3"],
    [
      "a document of a storage",
      told("pve storage", { "prune-backups": "keep-last=3" }),
      "prune-backups.keep-last is 3",
    ],
    [
      "a document of a job",
      told("pve backup job", { "prune-backups": "keep-daily=7" }),
      "prune-backups.keep-daily is 7",
    ],
    ["a document, in the old way", told("pve storage", { maxfiles: "2" }), "maxfiles is 2"],
  ])("fails on %s that prunes", async (_what, sent, got) => {
    expect(await violationsOf(rule, [sent])).toEqual([
      expect.stringContaining(`subject: ${got}, so the nodes remove backups themselves`),
    ]);
  });

  it("names everything that prunes", async () => {
    expect(await violationsOf(rule, [storage({ keepLast: 1, keepMonthly: 2 })])).toEqual([
      expect.stringContaining("backups.keepLast is 1"),
      expect.stringContaining("backups.keepMonthly is 2"),
    ]);
  });

  it.each([
    [storage({ keepLast: unknown }), "backups.keepLast"],
    [told("pve storage", {}), "stdin"],
  ])("says what is not known yet", async (sent, path) => {
    const props = path === "stdin" ? { stdin: unknown } : sent.props;

    expect(await verdictOf(rule, [{ ...sent, props }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${path} of subject is not known yet`),
    });
  });
});
