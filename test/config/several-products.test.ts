import { checkDeclaration } from "../../config/declaration";
import { secretFaults } from "../../config/secrets";
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
          "pbs-second": { place: "second-vm", username: "monitor@pbs!exporter" },
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
    [
      "two servers on one host",
      ({ pbs }) => setAt(pbs!["pbs02"]!, "host", "pbs01"),
      ["backup:pbs.pbs02.host: is the host of backup:pbs.pbs as well"],
    ],
    [
      "a name that begins with another's",
      ({ pbs }) => void (pbs!["pbs02-b"] = { ...pbs!["pbs02"], host: "node11" }),
      ["backup:pbs.pbs02-b: has a name that begins with that of backup:pbs.pbs02"],
    ],
    [
      "one bucket in two vaults",
      ({ vault }) => setAt(vault!["eu"]!, "buckets.vm-archive.name", "astronomy-lab-vm-archive"),
      ["is the bucket of backup:vault.eu.buckets.vm-archive as well"],
    ],
    [
      "a protection group at a server that does not back its class up",
      ({ veeam }) => setAt(veeam!["vbr02"]!, "protectionGroups.windows-files", "others"),
      [
        "backup:veeam.vbr02.protectionGroups.windows-files: is for a class that this server does not",
      ],
    ],
    [
      "a guest of no class on a node that nobody declared",
      ({ guests }) =>
        void (guests!["second-web"] = { ...guests!["second-web"], node: "nas02", classes: [] }),
      ["backup:guests.second-web.node: is not declared, so nobody knows to which cluster"],
    ],
    [
      "two places of one store on two disks, of which one names the server",
      ({ places }) =>
        void (places!["again"] = { ...places!["second-vm"], namespace: "again", disk: "other" }),
      ["backup:places.second-vm.disk: says of the store vm-backup something else"],
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

describe("the secrets of two of each product", () => {
  const secretsAfter = (change: (secrets: Tree[string]) => void): string => {
    const { secrets, ...sections } = labTwice() as Tree;
    const { sound } = checkDeclaration(sections);
    change(secrets!);
    return secretFaults(sound, secrets, "lab").map(describeFault).join("\n");
  };

  it("are right", () => {
    expect(secretsAfter(() => undefined)).toBe("");
  });

  it("fail where one is for a vault that nobody declared", () => {
    expect(secretsAfter((secrets) => void (secrets["aws"]!["valut"] = {}))).toContain(
      "backup:secrets.aws.valut: is for valut, which is not declared in backup:vault",
    );
  });

  it("fail where it is not said whose one is, and no key is asked to be made anew", () => {
    const told = secretsAfter(
      (secrets) => void (secrets["veeamEncryptionPassword"] = "x" as never),
    );

    expect(told).toContain(
      "backup:secrets.veeamEncryptionPassword: does not say which of 2 it is for",
    );
    expect(told).not.toContain("npm run keys");
  });
});

describe("a declaration without a product that its places need", () => {
  it("fails with the places, and names the section", () => {
    const told = faultsAfter((sections) => void delete sections["pbs"]);

    expect(told).toContain("backup:places.pbs-vm.server: names a Proxmox Backup Server");
    expect(told).toContain("no Proxmox Backup Server is declared yet");
  });
});
