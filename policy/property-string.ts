/**
 * A property string of Proxmox's products, `key=value,key=value`, by its keys. What has no key stands under the empty one.
 *
 * Source: Proxmox VE API, "prune-backups"; Proxmox Backup Server documentation, `backend` of a datastore.
 */
export function propertiesOf(text: unknown): ReadonlyMap<string, string> {
  if (typeof text !== "string") return new Map();
  const pairs = text.split(",").map((part): [string, string] => {
    const at = part.indexOf("=");
    return [part.slice(0, Math.max(at, 0)), part.slice(at + 1)];
  });
  return new Map(pairs);
}
