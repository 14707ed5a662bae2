import { loadEstate } from "../../config/load";
import { runProgram } from "../support/estate";
import { labConfiguration, secretMark, setAt } from "../support/lab";

/** What loading says of a declaration with these changes; empty if it is fine. */
async function faultsWith(changes: Record<string, unknown>): Promise<string> {
  const configuration = labConfiguration((declaration) => {
    for (const [key, value] of Object.entries(changes)) {
      const [section = "", rest] = key.split("/");
      if (rest === undefined) declaration[section] = value;
      else setAt(declaration[section] as Record<string, unknown>, rest, value);
    }
  });
  try {
    await runProgram(configuration, loadEstate);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("loading the estate", () => {
  it("accepts the lab's own declaration, its flawed inventory included", async () => {
    expect(await faultsWith({})).toBe("");
  });

  it("accepts through a shell what the provider has no input for", async () => {
    const changes = {
      "backup:pve/through": "shell",
      "backup:pve/everyJob": { comment: "planned", notificationMode: "auto" },
      "backup:pve/storages.pbs-vm.port": 8008,
    };
    expect(await faultsWith(changes)).toBe("");
  });

  it.each([
    ["a missing section", { "backup:site": undefined }, ["backup:site: is missing"]],
    [
      "a missing host key, and says where to read it",
      { "backup:hosts/pbs01.hostKey": undefined },
      ["backup:hosts.pbs01.hostKey: is missing", "on the machine's own console", "Pulumi.lab.yaml"],
    ],
    [
      "an unknown key",
      { "backup:pbs/datastores.vm-backup.verfyNew": true },
      [
        "backup:pbs.datastores.vm-backup.verfyNew: is not a key",
        "notificationMode, path, tuning, verifyNew",
      ],
    ],
    ["an unknown section", { "backup:pbss": {} }, ["backup:pbss: is not a key"]],
    [
      "an export without a token, and one on a host that nobody declared",
      { "backup:offsiteExport": { host: "pbs02", user: "offsite@pbs" } },
      [
        "backup:offsiteExport.user: is not a key",
        "host, pbs, username",
        "backup:offsiteExport.username: is missing",
      ],
    ],
    [
      "an export on a Windows machine, with a token that nobody declared",
      { "backup:offsiteExport": { host: "vbr01", username: "offsite@pbs!other" } },
      [
        "backup:offsiteExport.host: names vbr01, which is no posix host: its platform is windows",
        "backup:offsiteExport.username: names a token of the backup server that is not declared",
        "offsite@pbs!export",
      ],
    ],
    [
      "an export with a user where a token is wanted",
      { "backup:offsiteExport/username": "offsite@pbs" },
      ["backup:offsiteExport.username", "an API token: user@realm!name"],
    ],
    [
      "an export that reads with the token of the cluster",
      { "backup:offsiteExport/username": "pve@pbs!cluster" },
      [
        "backup:offsiteExport.username: names a token that may not read /datastore/vm-backup",
        "add { path: /datastore/vm-backup, role: DatastoreReader } to backup:pbs.users.pve@pbs.grants",
        "backup:pbs.users.pve@pbs.grants[0].role: lets the offsite export do more than read on /datastore/vm-backup",
        'got:     "DatastoreBackup"',
        "DatastoreReader, DatastoreAudit, Audit",
      ],
    ],
    [
      "an export that may read the store and nothing below it",
      {
        "backup:places/pbs-vm.namespace": "lab/vms",
        "backup:pbs/users.offsite@pbs.grants": [
          { path: "/datastore/vm-backup", role: "DatastoreReader", propagate: false },
        ],
      },
      ["a token that may not read /datastore/vm-backup/lab/vms, where images"],
    ],
    [
      "images that are exported all the time",
      {
        "backup:classes/guest-image.offsite.frequency": "continuous",
        "backup:classes/guest-image.offsite.window": undefined,
      },
      ["backup:classes.guest-image.offsite.frequency: is for copies that never pause", "weekly"],
    ],
    [
      "a container among the images that are exported",
      { "backup:guests/lab-dns01.kind": "ct" },
      [
        "backup:guests.lab-dns01.classes[0]: takes a container offsite",
        "the export takes images of virtual machines alone",
      ],
    ],
    [
      "a number in quotes",
      { "backup:pbs/port": "8007" },
      ["backup:pbs.port", 'got:     "8007"', "a number"],
    ],
    [
      "a time of day that never comes",
      { "backup:windows/weekend-night.from": "25:00" },
      ["backup:windows.weekend-night.from", "00:00 to 23:59"],
    ],
    [
      "a size with a unit",
      { "backup:databases/proj-pg01-database.sizeGB": "500 GB" },
      ["backup:databases.proj-pg01-database.sizeGB", 'got:     "500 GB"', "a number"],
    ],
    [
      "a class that nobody defines",
      { "backup:guests/dc01.classes": ["guest-imgae"] },
      ["backup:guests.dc01.classes[0]: names a class that is not declared", "guest-image"],
    ],
    [
      "an offsite place that is said to be none",
      { "backup:places/vm-archive.offsite": false },
      [
        "backup:classes.guest-image.offsite.place: names vm-archive, which is no offsite place: its offsite is false",
        "name an offsite place, or correct backup:places.vm-archive.offsite",
      ],
    ],
    [
      "a job without a window",
      { "backup:classes/guest-image.window": undefined },
      ["backup:classes.guest-image.window: is missing", "because the copy is weekly"],
    ],
    [
      "a window for what never pauses",
      { "backup:classes/research-data.window": "every-night" },
      ["backup:classes.research-data.window: is given for a copy that never pauses"],
    ],
    [
      "two items with one name",
      { "backup:claims/dc01": { selector: "x", sizeGB: 1 } },
      ["backup:claims.dc01: has the name of another item, backup:guests.dc01"],
    ],
    [
      "an exemption that ends on a day that does not exist",
      { "backup:exemptions": { dc01: { reason: "rebuilt from code", expires: "2027-02-30" } } },
      ["backup:exemptions.dc01.expires", "a day that exists"],
    ],
    [
      "an exemption of nothing",
      { "backup:exemptions": { dc09: { reason: "rebuilt from code", expires: "2027-02-28" } } },
      ["backup:exemptions.dc09: exempts an item that is not declared"],
    ],
    [
      "two classes that take what nobody declared",
      { "backup:classes/container-image.catchAll": true },
      ["backup:classes.guest-image.catchAll: is set as well as that of container-image"],
    ],
    [
      "guests of a class to which no storage of the cluster leads",
      { "backup:pve/storages.pbs-vm.place": "pbs-ct" },
      ["backup:classes.guest-image.place: is pbs-vm, to which no storage of the cluster leads"],
    ],
    [
      "Windows servers without a protection group",
      { "backup:veeam/protectionGroups": {} },
      ["backup:veeam.protectionGroups.windows-files: is missing"],
    ],
    [
      "a relative path",
      { "backup:pbs/datastores.vm-backup.path": "mnt/../etc" },
      ["backup:pbs.datastores.vm-backup.path", "an absolute path"],
    ],
    [
      "a comment of two lines, which Proxmox cannot keep",
      { "backup:pbs/datastores.vm-backup.comment": "one\ntwo" },
      ["backup:pbs.datastores.vm-backup.comment", "one line of 1 to 128 characters"],
    ],
    [
      "a role that does not exist",
      { "backup:pbs/users.monitor@pbs.grants": [{ path: "/", role: "Auditor" }] },
      ["backup:pbs.users.monitor@pbs.grants[0].role"],
    ],
    [
      "permissions on a datastore that nobody declares",
      { "backup:pbs/users.pve@pbs.grants": [{ path: "/datastore/old", role: "DatastoreBackup" }] },
      ["backup:pbs.users.pve@pbs.grants[0].path: names a datastore that is not declared"],
    ],
    [
      "a storage whose token nobody declares",
      { "backup:pve/storages.pbs-vm.username": "pve@pbs!other" },
      ["backup:pve.storages.pbs-vm.username: names a token of the backup server"],
    ],
    [
      "a matcher that leads to no endpoint",
      { "backup:pbs/notificationMatchers.trouble.target": ["nobody"] },
      ["backup:pbs.notificationMatchers.trouble.target[0]: names a notification endpoint"],
    ],
    [
      "a host that nobody declares",
      { "backup:pbs/host": "pbs02" },
      ["backup:pbs.host: names a posix host that is not declared", "pbs01"],
    ],
    [
      "a Windows host where a POSIX one is needed",
      { "backup:pbs/host": "vbr01" },
      [
        "backup:pbs.host: names vbr01, which is no posix host: its platform is windows",
        "or correct backup:hosts.vbr01.platform if that is what is wrong",
      ],
    ],
    [
      "a folder of cluster shared volumes, which would protect nothing",
      { "backup:fileServers/fs02.paths": ["C:\\ClusterStorage\\Volume1"] },
      ["backup:fileServers.fs02.paths[0]", "cluster shared volumes"],
    ],
    [
      "a node that nobody declares",
      { "backup:pve/host": "node09" },
      ["backup:pve.host: names a posix host that is not declared"],
    ],
    [
      "what the provider has no input for, all of it, and where it can go",
      {
        "backup:pve/everyJob": { comment: "planned", notificationMode: "auto" },
        "backup:pve/storages.pbs-vm.port": 8008,
      },
      [
        "3 faults",
        "backup:pve.everyJob.comment: cannot be set through the provider",
        "backup:pve.everyJob.notificationMode: cannot be set through the provider",
        "backup:pve.storages.pbs-vm.port: cannot be set through the provider",
        "set `through: shell`",
        "line and column of what stands in the file: npm run plan -- --file Pulumi.lab.yaml",
      ],
    ],
    [
      "two guests with one VMID",
      { "backup:guests/dc01.vmid": 2102 },
      ["backup:guests.dc02.vmid: is the VMID of dc01 as well"],
    ],
    [
      "an RSA host key, which would pin SHA-1",
      { "backup:hosts/fs01.hostKey": "ssh-rsa AAAA" },
      ["backup:hosts.fs01.hostKey", "ssh-ed25519 or ecdsa"],
    ],
    [
      "a missing secret, and gives the command that sets it",
      { "backup:secrets/pbs": {} },
      [
        "backup:secrets.pbs.passwords.backup-admin@pbs: is missing",
        `pulumi config set --stack lab --secret --path 'secrets.pbs.passwords["backup-admin@pbs"]'`,
      ],
    ],
  ])("fails on %s", async (_what, changes, expected) => {
    const message = await faultsWith(changes);

    for (const words of expected) expect(message).toContain(words);
    expect(message).toContain("nothing was changed");
  });

  it("fails with every fault at once", async () => {
    const message = await faultsWith({
      "backup:pbs/port": 0,
      "backup:pve/endpoint": "http://node01",
      "backup:site/timezone": "Mars/Olympus",
      "backup:secrets/minio": {},
    });

    expect(message.match(/^ {2}backup:\S+/gm)).toEqual([
      "  backup:pbs.port:",
      "  backup:pve.endpoint:",
      "  backup:secrets.minio.fs01:",
      "  backup:secrets.minio.fs03:",
      "  backup:site.timezone:",
    ]);
    expect(message).toContain("5 faults");
  });

  it("fails on names that lead nowhere although their neighbours are wrong too", async () => {
    const message = await faultsWith({
      "backup:guests/dc01.vmid": 1,
      "backup:guests/dc02.classes": ["nowhere"],
      "backup:places/pbs-vm.medium": "stone",
    });

    expect(message.match(/^ {2}backup:\S+/gm)).toEqual([
      "  backup:guests.dc01.vmid:",
      "  backup:guests.dc02.classes[0]:",
      "  backup:places.pbs-vm.medium:",
    ]);
  });

  it("fails on a wrong secret without showing it", async () => {
    const message = await faultsWith({ "backup:secrets/sshPrivateKey": `${secretMark}-not-a-key` });

    expect(message).toContain("backup:secrets.sshPrivateKey");
    expect(message).not.toContain(secretMark);
  });
});
