import { inventoryFindings } from "../../../model/plan/inventory";
import { estate } from "../../support/plan";
import { guest } from "./support/guests";

const drives = {
  node: "node02",
  count: 4,
  sizeGB: 2000,
  spares: 1,
  maximumWearPercent: 20,
  powerLossProtection: true,
};

const flaws = (change: Parameters<typeof estate>[0]) =>
  inventoryFindings(estate(change)).map(({ severity, path, got }) =>
    [severity, path, got].filter((part) => part !== undefined).join(" "),
  );

describe("the inventory", () => {
  it("is without findings where nothing is doubtful", () => {
    expect(
      flaws({
        guests: { a: guest(), b: guest({ address: "10.0.0.2" }) },
        fileServers: { fs: { guest: "a", paths: ["D:\\"], sizeGB: 1, classes: [] } },
        drives: { nvme: drives },
      }),
    ).toEqual([]);
  });

  it("warns of a guest without an address", () => {
    expect(flaws({ guests: { dc02: guest({ address: undefined }) } })).toEqual([
      "warning backup:guests.dc02.address",
    ]);
  });

  it("warns of every guest but the first that shares an address", () => {
    const guests = { c: guest(), b: guest(), a: guest() };
    expect(flaws({ guests })).toEqual([
      "warning backup:guests.b.address 10.0.0.1",
      "warning backup:guests.c.address 10.0.0.1",
    ]);
    expect(inventoryFindings(estate({ guests }))[0]?.message).toContain("the address of a as well");
  });

  it("does not take two guests without an address for sharing one", () => {
    const guests = { a: guest({ address: undefined }), b: guest({ address: undefined }) };
    expect(flaws({ guests })).toHaveLength(2);
  });

  it("warns of a guest on a node that is not declared, and on one that is for storage", () => {
    expect(
      flaws({
        guests: {
          lost: guest({ node: "nas01" }),
          odd: guest({ node: "toString", address: "10.0.0.2" }),
          heavy: guest({ node: "node02", address: "10.0.0.3" }),
        },
      }),
    ).toEqual([
      "warning backup:guests.heavy.node node02",
      "warning backup:guests.lost.node nas01",
      "warning backup:guests.odd.node toString",
    ]);
  });

  it("warns of a file server without a guest", () => {
    expect(flaws({ fileServers: { fs04: { paths: ["D:\\"], sizeGB: 1, classes: [] } } })).toEqual([
      "warning backup:fileServers.fs04.guest",
    ]);
  });

  it("warns of drives that are worn, unprotected, without a spare or nowhere", () => {
    const poor = {
      ...drives,
      node: "node99",
      spares: 0,
      maximumWearPercent: 21,
      powerLossProtection: false,
    };
    expect(flaws({ drives: { nvme: poor } })).toEqual([
      "warning backup:drives.nvme.node node99",
      "warning backup:drives.nvme.maximumWearPercent 21 %",
      "warning backup:drives.nvme.powerLossProtection false",
      "warning backup:drives.nvme.spares 0",
    ]);
  });
});

describe("hosts of two names", () => {
  const host = (address: string, port = 22) => ({ address, port });

  it("are warned of where one address and port is that of both", () => {
    expect(flaws({ hosts: { fs01: host("fs.lab.test"), fs03: host("FS.lab.test") } })).toEqual([
      "warning backup:hosts.fs03.address FS.lab.test, port 22",
    ]);
  });

  it("are two where either differs", () => {
    const hosts = { a: host("10.0.0.1"), b: host("10.0.0.1", 2222), c: host("10.0.0.2") };
    expect(flaws({ hosts })).toEqual([]);
  });
});
