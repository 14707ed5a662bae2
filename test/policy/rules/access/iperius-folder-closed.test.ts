import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "iperius-folder-closed";
const full = "A OICI FA";
const closed = { entries: { BA: full, SY: full }, inherits: false };
const folder = (document: Record<string, unknown>) =>
  told("iperius folder", document, { name: "folder", identity: "IperiusBackup" });
const inherited = (got: string) =>
  `folder: stdin: document.inherits is ${got}, so whoever may write above may write there; wanted is false. Fix: set inherits to false.`;

describe(rule, () => {
  it.each([
    ["administrators and SYSTEM alone", closed],
    ["the service's account", { ...closed, entries: { BA: full, "S-1-5-21-1-2-3-1104": full } }],
    ["those whom it denies", { ...closed, entries: { ...closed.entries, WD: "D OICI FA" } }],
  ])("passes a folder for %s", async (_whom, document) => {
    expect(await violationsOf(rule, [folder(document)])).toEqual([]);
  });

  it.each([
    ...["WD", "AU", "IU", "NU", "AN", "BU", "BG", "DU", "DG", "DC", "bu"],
    ...["S-1-1-0", "S-1-5-2", "S-1-5-4", "S-1-5-7", "S-1-5-11", "S-1-5-32-545", "S-1-5-32-546"],
    ...["S-1-5-21-1-2-3-513", "S-1-5-21-1-2-3-514", "S-1-5-21-1-2-3-515"],
  ])("fails on one that lets %s in", async (account) => {
    const document = { ...closed, entries: { ...closed.entries, [account]: "A OICI 0x1200a9" } };
    expect(await violationsOf(rule, [folder(document)])).toEqual([
      `folder: stdin: document.entries lets ${account} in, which is every user; wanted are BA, SY and the account of the service. Fix: take ${account} out of entries.`,
    ]);
  });

  it.each(["S-1-5-21-1-2-3-5130", "S-1-5-110", "S-1-5-32-544", "BUX"])(
    "knows %s from those that are alike",
    async (account) => {
      const document = { ...closed, entries: { [account]: full } };
      expect(await violationsOf(rule, [folder(document)])).toEqual([]);
    },
  );

  it.each([
    [true, "true"],
    ["false", '"false"'],
    [undefined, "unset"],
  ])("fails on one that inherits %p", async (inherits, got) => {
    expect(await violationsOf(rule, [folder({ ...closed, inherits })])).toEqual([inherited(got)]);
  });

  it("says that a document is not known yet, and nothing of other objects", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [later])).notJudged).toContain("not known yet");
    expect(await violationsOf(rule, [folder({})])).toEqual([inherited("unset")]);
    expect(await violationsOf(rule, [told("iperius job", {})])).toEqual([]);
  });
});
