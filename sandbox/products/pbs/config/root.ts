import * as path from "node:path";

/**
 * Where an absolute path of the product lies. `PBS_ROOT` moves all of them together, so that tests
 * need neither root nor a mount namespace; unset, the product's own paths are used.
 */
export function underRoot(absolutePath: string): string {
  const root = process.env["PBS_ROOT"];
  return root === undefined ? absolutePath : path.join(root, absolutePath);
}

/** Where the product keeps its configuration. */
export const configDirectory = "/etc/proxmox-backup";
