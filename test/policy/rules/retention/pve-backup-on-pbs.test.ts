import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "pve-backup-on-pbs";
const nfs = (contents: unknown) => ({ type: "proxmoxve:storage/nfs:Nfs", props: { contents } });

describe(rule, () => {
  it.each([
    ["a storage of disks", nfs(["images", "iso"])],
    ["a storage that says nothing", nfs(undefined)],
    [
      "a storage of the backup server",
      { type: "proxmoxve:storage/pbs:Pbs", props: { contents: ["backup"] } },
    ],
    ["a document of the backup server's", told("pve storage", { type: "pbs", content: "backup" })],
    ["a document of disks", told("pve storage", { type: "nfs", content: "images,iso" })],
    ["a document that says nothing", told("pve storage", { type: "nfs" })],
    ["another document", told("pve backup job", { type: "vzdump", content: "backup" })],
    ["another command", { type: "command:remote:Command", props: { create: "backup" } }],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each([
    "proxmoxve:storage/cifs:Cifs",
    "proxmoxve:storage/cifsLegacy:CifsLegacy",
    "proxmoxve:storage/directory:Directory",
    "proxmoxve:storage/directoryLegacy:DirectoryLegacy",
    "proxmoxve:storage/nfs:Nfs",
    "proxmoxve:storage/nfsLegacy:NfsLegacy",
  ])("fails on a %s that takes backups", async (type) => {
    expect(await violationsOf(rule, [{ type, props: { contents: ["iso", "backup"] } }])).toEqual([
      "subject: contents has backup on a storage of files, where no retention, encryption or verification holds; wanted are backups on Proxmox Backup Server alone. Fix: take backup out of contents.",
    ]);
  });

  it.each(["iso,backup", "iso; backup", "images backup"])(
    "fails on a document of %s",
    async (content) => {
      expect(await violationsOf(rule, [told("pve storage", { type: "dir", content })])).toEqual([
        expect.stringContaining("subject: content has backup on a storage of files"),
      ]);
    },
  );

  it("says of which storage the contents are not known yet", async () => {
    expect(await verdictOf(rule, [nfs([unknown])])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("contents.0 of subject is not known yet"),
    });
  });
});
