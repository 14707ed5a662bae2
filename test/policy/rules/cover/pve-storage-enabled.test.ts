import { unknown, verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "../encryption/support";

const rule = "pve-storage-enabled";
const fault = (path: string) =>
  `subject: ${path} is set: no node backs up onto the storage, or restores from it; wanted is an enabled one. Fix: take ${path} out, or set it to false.`;

describe(rule, () => {
  describe.each(["proxmoxve:storage/pbs:Pbs", "proxmoxve:storage/pbsLegacy:PbsLegacy"])(
    "%s",
    (type) => {
      it.each([{}, { disable: false }])("passes %j, whatever else is not known", async (props) => {
        expect(
          await violationsOf(rule, [{ type, props: { ...props, fingerprint: unknown } }]),
        ).toEqual([]);
      });

      it("fails on one that is disabled", async () => {
        expect(await violationsOf(rule, [{ type, props: { disable: true } }])).toEqual([
          fault("disable"),
        ]);
      });

      it("says that it is not known yet", async () => {
        expect(await verdictOf(rule, [{ type, props: { disable: unknown } }])).toEqual({
          violations: [],
          notJudged: expect.stringContaining("disable of subject is not known yet"),
        });
      });
    },
  );

  it.each([1, "1", true, "true", "yes", "on"])("fails on %j on a node", async (disable) => {
    expect(await violationsOf(rule, [told("pve storage", { type: "pbs", disable })])).toEqual([
      fault("document.disable"),
    ]);
  });

  it.each([0, "0", false, undefined])("passes %j on a node", async (disable) => {
    expect(await violationsOf(rule, [told("pve storage", { type: "pbs", disable })])).toEqual([]);
  });

  it("says nothing of other storages, objects and commands, and of which it is not known yet", async () => {
    const sent = [
      told("pve storage", { type: "nfs", disable: 1 }),
      told("pbs remote", { type: "pbs", disable: 1 }),
      { type: "command:remote:Command", props: {} },
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
    expect((await verdictOf(rule, [toldLater])).notJudged).toContain("stdin of subject");
  });
});
