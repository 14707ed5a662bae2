import { labSections } from "../support/lab-plan";
import { faultsWith } from "./support/faults-with";

const places = labSections()["places"] as Record<string, Record<string, unknown>>;
const [vm, ct] = [places["pbs-vm"]!, places["pbs-ct"]!];

/** Faults where another namespace of the lab's datastore for guests is a place that says something else of it. */
const withPlace = (name: string, change: object) =>
  faultsWith({ [`places.${name}`]: { ...vm, namespace: "lab", ...change } });

describe("two places in one store", () => {
  it.each<[key: string, change: object, got: string, allowed: string]>([
    ["care", { care: "every-night" }, '"every-night"', JSON.stringify(vm["care"])],
    ["medium", { medium: "disk", disk: undefined }, '"disk"', '"nvme"'],
    ["offsite", { offsite: true }, "true", "false"],
    ["readMBps", { readMBps: 1 }, "1", String(vm["readMBps"])],
    ["writeMBps", { writeMBps: undefined }, "nothing", String(vm["writeMBps"])],
  ])("fail where they differ in %s, whichever the plan would ask", (key, change, got, allowed) => {
    const after = withPlace("pbs-x", change).filter(({ path }) => path.endsWith(`.${key}`));
    expect(after).toMatchObject([{ path: `backup:places.pbs-x.${key}`, got, allowed }]);
    expect(after[0]?.message).toContain("something else than the place pbs-vm");
    const before = withPlace("a-first", change).filter(({ path }) => path.endsWith(`.${key}`));
    expect(before.map(({ path }) => path)).toContain(`backup:places.pbs-vm.${key}`);
  });

  it("are right where they say the same", () => {
    expect(withPlace("pbs-x", {})).toEqual([]);
  });
});

describe("two stores on one disk", () => {
  it("fail where one is offsite and the other is not", () => {
    expect(ct["disk"]).toEqual(vm["disk"]);
    expect(faultsWith({ "places.pbs-ct.offsite": true })).toMatchObject([
      {
        path: "backup:places.pbs-vm.offsite",
        message: expect.stringContaining('of the disk "pbs01-nvme" something else') as string,
      },
    ]);
  });
});

describe("two stores on Windows whose names differ in the case of their letters", () => {
  it.each([
    ["veeam-repository", "default backup repository"],
    ["iperius-dumps", "d:\\dumps"],
    ["iperius-dumps", "D:\\Dumps\\"],
  ])("are one, and fail: %s and %s", (place, store) => {
    const declared = places[place]!;
    expect(faultsWith({ "places.zz-other": { ...declared, store } })).toMatchObject([
      {
        path: "backup:places.zz-other.store",
        message: `is for Windows the store of ${place}, which it would be counted beside`,
        allowed: JSON.stringify(declared["store"]),
      },
    ]);
  });
});
