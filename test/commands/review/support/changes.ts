import { labText } from "./lab-text";

/** A change of the lab's own file, as somebody would make it in a pull request. */
export interface LabChange {
  /** What its golden files are called. */
  readonly name: string;
  readonly change: (text: string) => string;
  /** Whether the changed file is refused. */
  readonly isRefused?: true;
}

/** Each replaced once. @throws Error if the file has no such text, for then nothing would be changed */
function replaced(...pairs: readonly (readonly [from: string, to: string])[]) {
  return (text: string): string =>
    pairs.reduce((result, [from, to]) => {
      if (!result.includes(from)) throw new Error(`Pulumi.lab.yaml has no ${JSON.stringify(from)}`);
      return result.replace(from, () => to);
    }, text);
}

const retention = "catchAll: true\n      retention: { weekly: 4, monthly: 1, days: 30 }";
const databaseArchive =
  "      offsite: { place: database-archive, frequency: weekly, window: every-night, retention: { days: 30 }, lockDays: 90 }\n";
const firstGuest = "    proj-k8sm01: {";
const newGuest =
  "    proj-web01: { vmid: 2030, address: 10.25.20.30, node: node01, os: Ubuntu 24.04, role: Web server, cpus: 2, memoryGB: 4, disksGB: [64], vlan: 20, classes: [] }\n";
const desktop = "role: VDI desktop, cpus: 2, memoryGB: 6, disksGB: [32], vlan: 20, classes: ";
const windowsFiles = "    windows-files:\n      place: veeam-repository\n      ";
const containerClass = labText.match(/ {4}container-image: .*\n/)?.[0] ?? "";
const containerPlace = labText.match(/ {4}# On the drive of pbs-vm.*\n {4}pbs-ct: .*\n/)?.[0] ?? "";

/** Ten kinds of change. */
export const labChanges: readonly LabChange[] = [
  {
    name: "retention-shortened",
    change: replaced([retention, "catchAll: true\n      retention: { weekly: 2, days: 14 }"]),
  },
  { name: "copy-removed", change: replaced([databaseArchive, ""]) },
  {
    name: "guest-without-protection",
    change: replaced([firstGuest, newGuest + firstGuest]),
    isRefused: true,
  },
  {
    name: "exemption-added",
    change: replaced(
      [
        "backup:exemptions: {}",
        'backup:exemptions:\n    proj-lvdi01: { reason: a desktop that is made anew from its template, expires: "2027-03-31" }',
      ],
      [`${desktop}[guest-image]`, `${desktop}[]`],
    ),
  },
  {
    name: "frequency-changed",
    change: replaced([
      `${windowsFiles}frequency: weekly\n      window: veeam-night`,
      `${windowsFiles}frequency: daily\n      window: every-night`,
    ]),
  },
  {
    name: "encryption-removed",
    change: replaced(["store: vm-backup, disk", "store: vm-backup, encryption: none, disk"]),
    isRefused: true,
  },
  {
    name: "place-moved",
    change: replaced(
      ["guest-image:\n      place: pbs-vm", "guest-image:\n      place: pbs-ct"],
      [
        "path: /datastore/vm-backup, role: DatastoreReader",
        "path: /datastore/container-backup, role: DatastoreReader",
      ],
    ),
  },
  {
    name: "storage-class-changed",
    change: replaced([
      "store: vm-archive, link: internet, medium: cloud, offsite: true, storageClass: GLACIER",
      "store: vm-archive, link: internet, medium: cloud, offsite: true, storageClass: DEEP_ARCHIVE",
    ]),
  },
  {
    name: "datastore-removed",
    change: replaced(
      [containerClass, ""],
      [containerPlace, ""],
      [
        "      container-backup: { path: /mnt/datastore/container-backup, comment: images of the containers }\n",
        "",
      ],
      ["          - { path: /datastore/container-backup, role: DatastoreBackup }\n", ""],
      ['      pbs-ct: { place: pbs-ct, username: "pve@pbs!cluster" }\n', ""],
    ),
  },
  { name: "nothing", change: (text) => `${text}\n# A comment.\n` },
];
