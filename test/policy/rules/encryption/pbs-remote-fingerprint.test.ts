import { verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "./support";

const rule = "pbs-remote-fingerprint";
const remote = (document: object) => [told("pbs remote", { host: "pbs02", ...document })];

describe(rule, () => {
  it("passes a remote whose certificate is pinned", async () => {
    expect(await violationsOf(rule, remote({ fingerprint: "ab:cd" }))).toEqual([]);
  });

  it.each([{}, { fingerprint: null }, { fingerprint: "" }, { fingerprint: 1 }])(
    "advises against %j",
    async (document) => {
      expect(await violationsOf(rule, remote(document))).toEqual([
        "subject: document.fingerprint is unset, so that whoever gets a certificate for that name is taken for the other server; wanted is its SHA-256 fingerprint. Fix: set fingerprint to what `proxmox-backup-manager cert info` says on the other server.",
      ]);
    },
  );

  it("says that a document is not known yet", async () => {
    expect(await verdictOf(rule, [toldLater])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of other objects", async () => {
    expect(await violationsOf(rule, [told("pbs user", {})])).toEqual([]);
  });
});
