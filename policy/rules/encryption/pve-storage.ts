import { remoteObjectOf, type RemoteObject } from "../../remote-object";
import { type ResourceOf } from "../../resource";
import { type ResourceType } from "../../resource-types";

/** What can tell a cluster of a storage on a Proxmox Backup Server: the provider, and an object on a node. */
export const pbsStorageTypes = [
  "proxmoxve:storage/pbs:Pbs",
  "proxmoxve:storage/pbsLegacy:PbsLegacy",
  "command:remote:Command",
] as const satisfies readonly ResourceType[];

/** The storage that a command tells a node of, in the words of PVE's API. `undefined` for other objects. @throws UnknownIn */
export function shellStorage(
  resource: ResourceOf<"command:remote:Command">,
): RemoteObject["document"] | undefined {
  const object = remoteObjectOf(resource);
  return object?.kind === "pve storage" ? object.document : undefined;
}
