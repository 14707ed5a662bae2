import { checkDeclaration } from "../../config/declaration";
import { describeFault } from "../../model/fault";
import { setAt } from "../support/lab";
import { labTwice } from "../support/several-products";

type Tree = Record<string, Record<string, Record<string, unknown>>>;

/** What is wrong with a declaration of two of each product after a change. */
function faultsAfter(change: (sections: Tree) => void): string {
  const { secrets: _, ...sections } = labTwice();
  change(sections as Tree);
  return checkDeclaration(sections).faults.map(describeFault).join("\n");
}

describe("a declaration of two of each product", () => {
  it("is right", () => {
    expect(faultsAfter(() => undefined)).toBe("");
  });

  it.each<[what: string, change: (sections: Tree) => void, words: readonly string[]]>([
    [
      "a place that does not say on which server it is",
      ({ places }) => void delete places!["pbs-vm"]!["server"],
      ["backup:places.pbs-vm.server: is missing: there are 2 of them", "pbs, pbs02"],
    ],
    [
      "a place on a server that nobody declared",
      ({ places }) => void (places!["pbs-vm"]!["server"] = "pbs03"),
      ["backup:places.pbs-vm.server: names a Proxmox Backup Server", '"pbs03"', "pbs, pbs02"],
    ],
    [
      "a place in a datastore that only the other server has",
      ({ places }) => void (places!["second-vm"]!["store"] = "container-backup"),
      [
        "backup:places.second-vm.store: names a datastore that is not declared",
        "allowed: vm-backup",
      ],
    ],
    [
      "a node that does not say to which cluster it belongs",
      ({ nodes }) => void delete nodes!["node01"]!["cluster"],
      ["backup:nodes.node01.cluster: is missing", "cluster, second"],
    ],
    [
      "a guest in a class of the other cluster",
      ({ guests }) => void (guests!["dc01"]!["classes"] = ["second-image"]),
      [
        "backup:guests.dc01.classes[0]: is backed up by jobs of second",
        "runs on node01 of cluster",
        "fix:",
      ],
    ],
    [
      "a second class that catches all of one cluster",
      ({ classes }) => void (classes!["container-image"]!["catchAll"] = true),
      ["backup:classes.guest-image.catchAll: is set as well as that of container-image"],
    ],
    [
      "a storage with the name of one of the other cluster: its key would be the same",
      ({ pve }) =>
        setAt(pve!["second"]!, "storages", {
          "pbs-vm": { place: "second-vm", username: "pve@pbs!cluster" },
        }),
      ["backup:pve.second.storages.pbs-vm: has the name of backup:pve.cluster.storages.pbs-vm"],
    ],
    [
      "a storage whose token only the other server has",
      ({ pve }) =>
        setAt(pve!["second"]!, "storages", {
          "pbs-second": { place: "second-vm", username: "offsite@pbs!export" },
        }),
      ["backup:pve.second.storages.pbs-second.username: names a token of the backup server"],
    ],
    [
      "images that no exporter brings from their server",
      ({ offsiteExport }) => void (offsiteExport!["offsite-export"]!["pbs"] = "pbs02"),
      ["backup:classes.guest-image.offsite.place: is to have images of pbs", "fix:"],
    ],
    [
      "two exporters of one server",
      ({ offsiteExport }) =>
        void (offsiteExport!["again"] = { ...offsiteExport!["offsite-export"], host: "fs01" }),
      ["brings the images of pbs, as backup:offsiteExport.again does"],
    ],
  ])("fails for %s", (_what, change, words) => {
    const told = faultsAfter(change);

    for (const word of words) expect(told).toContain(word);
  });

  it("fails where the short form would leave open which one is meant, by the keys that are no names", () => {
    const told = faultsAfter(({ pbs }) => void (pbs!["port"] = 8007 as never));

    expect(told).toContain("backup:pbs.pbs: is not a key that is known here");
  });
});

describe("a declaration without a product that its places need", () => {
  it("fails with the places, and names the section", () => {
    const told = faultsAfter((sections) => void delete sections["pbs"]);

    expect(told).toContain("backup:places.pbs-vm.server: names a Proxmox Backup Server");
    expect(told).toContain("no Proxmox Backup Server is declared yet");
  });
});
