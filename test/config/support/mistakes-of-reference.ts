import { type Mistake } from "./mistake";

/** Names that lead nowhere, or to what is not of the kind that is wanted. */
export const mistakesOfReference: readonly Mistake[] = [
  [
    "a place that is misspelt",
    "classes.guest-image.place",
    "pbs-vn",
    "names a place that is not declared",
    "pbs-vm, pbs-ct",
    "did you mean pbs-vm? If not, declare the place",
  ],
  [
    "a class that is misspelt",
    "guests.dc01.classes",
    ["guest-imgae"],
    "classes[0]: names a class that is not declared",
    "guest-image",
    "did you mean guest-image?",
  ],
  [
    "a node that is misspelt",
    "drives.node02-nvme.node",
    "node2",
    "names a node that is not declared",
    "node01, node02",
    "did you mean node02?",
  ],
  [
    "a place that is in the lab for one that is not",
    "classes.guest-image.offsite.place",
    "pbs-ct",
    "names pbs-ct, which is no offsite place: its offsite is false",
    "vm-archive",
    "correct backup:places.pbs-ct.offsite",
  ],
  [
    "a storage of the cluster that leads to S3",
    "pve.storages.pbs-vm.place",
    "vm-archive",
    "names vm-archive, which is no place of Proxmox Backup Server: its engine is s3",
    "pbs-vm, pbs-ct",
    "name a place of Proxmox Backup Server, or correct backup:places.vm-archive.engine",
  ],
  [
    "a reason for copies in clear beside encryption",
    "places.git-mirror.unencrypted",
    { reason: "read by other tools", expires: "2027-01-31" },
    "allows copies in clear where all of them are encrypted",
    "encryption: none",
    "say `encryption: none` if copies lie there in clear",
  ],
];
