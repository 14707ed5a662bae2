import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { seedGuests } from "../../../commands/sandbox/guests";
import { checkDeclaration } from "../../../config/declaration";
import { Guests } from "../../../sandbox/products/pve/state/guests";
import { labSections } from "../../support/lab-plan";
import { setAt } from "../../support/lab";

let state: string;
beforeEach(() => {
  state = fs.mkdtempSync(path.join(os.tmpdir(), "guests-"));
});
afterEach(() => fs.rmSync(state, { recursive: true }));

/** The lab's guests with these values set. */
function declared(values: Readonly<Record<string, unknown>> = {}) {
  const sections = labSections();
  for (const [key, value] of Object.entries(values)) setAt(sections, `guests.${key}`, value);
  return checkDeclaration(sections).sound as Parameters<typeof seedGuests>[1];
}

const guest = (vmid: number) => new Guests(state).all().find((one) => one.vmid === vmid);
const config = (file: string) => fs.readFileSync(path.join(state, "nodes", file), "utf8");
const excluded = { reason: "scratch space", expires: "2099-12-31" };

describe("the guests of the simulated cluster", () => {
  it("are those of the lab, each with the disks it is declared with", () => {
    seedGuests(state, declared());

    expect(new Guests(state).all()).toHaveLength(31);
    expect(guest(2022)).toMatchObject({ name: "proj-fs02", node: "node04", type: "qemu" });
    expect(guest(2022)?.volumes.map(({ key, included }) => [key, included])).toEqual([
      ["scsi0", true],
      ["scsi1", true],
    ]);
    expect(config("node04/qemu-server/2022.conf")).not.toContain("agent");
  });

  it("have the agent that is declared, and leave out the disks that are left out", () => {
    seedGuests(
      state,
      declared({
        "proj-fs02.agent": true,
        "dc01.agent": false,
        "proj-fs02.excludedDisks": { scsi1: excluded },
        "proj-kasm01.kind": "ct",
        "proj-kasm01.classes": ["container-image"],
        "proj-fs03.kind": "ct",
        "proj-fs03.classes": ["container-image"],
        "proj-fs03.excludedDisks": { mp0: excluded },
      }),
    );
    const taken = (vmid: number) => guest(vmid)?.volumes.map(({ included }) => included);

    expect(taken(2022)).toEqual([true, false]);
    expect(config("node04/qemu-server/2022.conf")).toContain("\nagent: 1\n");
    expect(config("node01/qemu-server/2002.conf")).toContain("\nagent: 0\n");
    expect(taken(2012)).toEqual([true, true]);
    expect(taken(2024)).toEqual([true, false]);
    expect(guest(2024)?.type).toBe("lxc");
  });

  it("are left alone where they are there already, whatever is declared by now", () => {
    seedGuests(state, declared());
    seedGuests(state, declared({ "proj-fs02.agent": true, "proj-fs02.node": "node01" }));

    expect(guest(2022)?.node).toBe("node04");
    expect(new Guests(state).all()).toHaveLength(31);
  });
});
