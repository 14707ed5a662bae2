import { faultsWith } from "./support/faults-with";
import { labSections } from "../support/lab-plan";

const username = "pve@pbs!cluster";
const nodes = ["node01", "node02", "node03", "node04", "node05", "node06", "node07", "nas01"];

/** The lab without a class that catches all. */
const nothingCaught = { "classes.guest-image.catchAll": false };

describe("nodes that may use a storage of the cluster", () => {
  it("fail when one is left out on which a guest of its place runs", () => {
    const faults = faultsWith({
      ...nothingCaught,
      "pve.storages.pbs-vm.nodes": nodes.filter((node) => node !== "node03"),
    });
    expect(faults).toEqual([
      {
        path: "backup:pve.storages.pbs-vm.nodes",
        message:
          "leaves out nodes on which jobs back up to this storage: node03 (dc02, lab-db01 and 3 more)",
        got: '["node01","node02","node04","node05","node06","node07","nas01"]',
        allowed:
          "every node with a guest whose class goes to this place, all of the cluster for a class with catchAll",
        fix: "add node03, or take the list out: without one every node may use it",
      },
    ]);
  });

  it("fail when a node without guests is left out, if a class catches what nobody declared", () => {
    const values = { "pve.storages.pbs-vm.nodes": nodes.filter((node) => node !== "node06") };
    expect(faultsWith(values)).toMatchObject([
      { message: expect.stringContaining("node06 (what guest-image catches)") as string },
    ]);
    expect(faultsWith({ ...values, ...nothingCaught })).toEqual([]);
  });

  it("fail when a node is left out that only a guest names", () => {
    expect(
      faultsWith({ "pve.storages.pbs-vm.nodes": nodes.filter((node) => node !== "nas01") }),
    ).toMatchObject([
      { message: expect.stringContaining("nas01 (proj-k8sw05, proj-kasm01)") as string },
    ]);
  });

  it.each([
    ["all of them", nodes],
    ["none, which is all", []],
  ])("may be %s", (_what, all) => {
    expect(faultsWith({ "pve.storages.pbs-vm.nodes": all })).toEqual([]);
  });

  it("may leave out those without a guest of that place", () => {
    expect(faultsWith({ "pve.storages.pbs-ct.nodes": ["node02"] })).toEqual([]);
  });
});

describe("the place of a storage of the cluster", () => {
  it("fails when another storage leads there, of which one would stay empty", () => {
    expect(faultsWith({ "pve.storages.pbs-vm2": { place: "pbs-vm", username } })).toEqual([
      {
        path: "backup:pve.storages.pbs-vm2.place",
        message:
          "is the place of storage pbs-vm as well, and no job would back up to one of the two",
        got: '"pbs-vm"',
        allowed: "a place that no other storage of the cluster leads to",
        fix: "take one of the two out, or give it a place with a namespace of its own",
      },
    ]);
  });

  it("may be another namespace of the same datastore", () => {
    const { places } = labSections() as { places: Record<string, object> };
    const other = { ...places["pbs-vm"], namespace: "other" };
    expect(
      faultsWith({
        "places.other": other,
        "pve.storages.pbs-vm2": { place: "other", username },
      }),
    ).toEqual([]);
  });
});
