import { unknown, verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "./support";

const rule = "pve-storage-fingerprint";
const fault = (path: string) =>
  `subject: ${path} is unset, so that the server's certificate is not pinned; wanted is its SHA-256 fingerprint. Fix: set fingerprint to what \`proxmox-backup-manager cert info\` says on the backup server.`;

describe(rule, () => {
  describe.each(["proxmoxve:storage/pbs:Pbs", "proxmoxve:storage/pbsLegacy:PbsLegacy"])(
    "%s",
    (type) => {
      it("passes one with a fingerprint, whatever else is not known", async () => {
        const props = { fingerprint: "ab:cd", encryptionKey: unknown };

        expect(await violationsOf(rule, [{ type, props }])).toEqual([]);
      });

      it.each([{}, { fingerprint: "" }])("fails on %j", async (props) => {
        expect(await violationsOf(rule, [{ type, props }])).toEqual([fault("fingerprint")]);
      });

      it("says that it is not known yet", async () => {
        expect(await verdictOf(rule, [{ type, props: { fingerprint: unknown } }])).toEqual({
          violations: [],
          notJudged: expect.stringContaining("fingerprint of subject is not known yet"),
        });
      });
    },
  );

  it("judges objects on a node likewise", async () => {
    const storage = (document: object) => [told("pve storage", { type: "pbs", ...document })];

    expect(await violationsOf(rule, storage({ fingerprint: "ab:cd" }))).toEqual([]);
    expect(await violationsOf(rule, storage({}))).toEqual([fault("document.fingerprint")]);
    expect(await violationsOf(rule, storage({ fingerprint: "" }))).toEqual([
      fault("document.fingerprint"),
    ]);
    expect((await verdictOf(rule, [toldLater])).notJudged).toContain("stdin of subject");
  });

  it("says nothing of other storages, objects and commands", async () => {
    const sent = [
      told("pve storage", { type: "nfs" }),
      told("pbs remote", { type: "pbs" }),
      { type: "command:remote:Command", props: {} },
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });
});
