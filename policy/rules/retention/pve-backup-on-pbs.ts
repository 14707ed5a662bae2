import { remoteObjectOf } from "../../remote-object";
import { isOf, type ResourceOf } from "../../resource";
import { pveTypes } from "../../resource-types";
import { resourceRule } from "../../rule";
import { textIn } from "../../text-in";

const types = [...pveTypes.fileStorage, "command:remote:Command"] as const;

/**
 * Backups that are files on a share or a directory are encrypted by nobody, verified by nobody, and kept by whoever can
 * write there. Left out, such a storage takes no backups (Proxmox VE, pvesm: `content` is images and rootdir).
 */
export const pveBackupOnPbs = resourceRule({
  name: "pve-backup-on-pbs",
  description:
    "Proxmox VE stores backups on Proxmox Backup Server alone, not as files on a share or a directory.",
  remediation:
    "Take `backup` out of the storage's `contents`, and back up to a storage of Proxmox Backup Server.",
  types,
  judge: (resource) => {
    const { path, contents } = contentsOf(resource);
    if (!contents.includes("backup")) return [];
    return [
      {
        problem: `${path} has backup on a storage of files, where no retention, encryption or verification holds; wanted are backups on Proxmox Backup Server alone`,
        fix: `take backup out of ${path}`,
      },
    ];
  },
});

interface Contents {
  readonly path: string;
  readonly contents: readonly string[];
}

function contentsOf(resource: ResourceOf<(typeof types)[number]>): Contents {
  if (!isOf(resource, ["command:remote:Command"])) {
    return { path: "contents", contents: resource.props.contents ?? [] };
  }
  const object = remoteObjectOf(resource);
  const isOfFiles = object?.kind === "pve storage" && object.document["type"] !== "pbs";
  // The API writes lists as `backup,iso`, and takes them with semicolons and spaces as well (pve-common, `split_list`).
  const contents = isOfFiles ? textIn(object.document, "content").split(/[,;\s]+/) : [];
  return { path: "content", contents };
}
