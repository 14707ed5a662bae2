import { checkDeclaration } from "../../config/declaration";
import { setAt } from "../support/lab";
import { labSections } from "../support/lab-plan";

/** The faults of the lab with these values set in one of its guests. */
function faultsOf(guest: string, values: Readonly<Record<string, unknown>>) {
  const sections = labSections();
  for (const [key, value] of Object.entries(values))
    setAt(sections, `guests.${guest}.${key}`, value);
  return checkDeclaration(sections).faults;
}

const excluding = (disk: string) => ({
  excludedDisks: { [disk]: { reason: "scratch space", expires: "2099-12-31" } },
});

describe("what is said of a guest", () => {
  it.each([
    ["dc02", { agent: false, ...excluding("scsi1") }],
    ["lab-dns01", { agent: true }],
    ["dc01", { agent: false }],
    ["dc01", { agent: true }],
    ["dc01", { agent: true, vss: "full" }],
    ["lab-dns01", { kind: "ct", classes: ["container-image"], ...excluding("mp255") }],
  ])("is taken of %s: %j", (guest, values) => expect(faultsOf(guest, values)).toEqual([]));

  it.each([
    ["an agent that nobody declared to be on", "dc01", {}],
    ["an agent that is off", "dc01", { agent: false }],
    ["Linux", "lab-dns01", { agent: true }],
  ])("fails for VSS with %s", (_what, guest, values) => {
    expect(faultsOf(guest, { ...values, vss: "copy" })).toEqual([
      {
        path: `backup:guests.${guest}.vss`,
        message: "is given for a guest without a guest agent that asks VSS",
        got: '"copy"',
        allowed: "a virtual machine with Windows in it and agent: true",
        fix: expect.any(String) as string,
      },
    ]);
  });

  it("fails for a virtual machine of which every disk is left out", () => {
    const all = { ...excluding("scsi0").excludedDisks, ...excluding("scsi1").excludedDisks };

    expect(faultsOf("dc01", { excludedDisks: all })).toEqual([
      expect.objectContaining({
        path: "backup:guests.dc01.excludedDisks",
        message: "leaves out every disk, so that an image of the guest would hold nothing",
        got: "scsi0, scsi1",
        allowed: "fewer than the guest's disks, which are 2 (disksGB)",
      }),
    ]);
    expect(faultsOf("lab-dns01", excluding("scsi0"))).toHaveLength(1);
  });

  it("fails for a container with an agent and a disk of a virtual machine, both at once", () => {
    const container = { kind: "ct", classes: ["container-image"] };
    const faults = faultsOf("dc02", { ...container, agent: false, ...excluding("scsi0") });

    expect(faults).toEqual([
      expect.objectContaining({ path: "backup:guests.dc02.agent", got: "false" }),
      expect.objectContaining({
        path: "backup:guests.dc02.excludedDisks.scsi0",
        message: "is no disk of a container",
        allowed: "a mount point of a container, such as mp0",
      }),
    ]);
  });
});
