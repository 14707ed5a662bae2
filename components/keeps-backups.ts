import * as pulumi from "@pulumi/pulumi";

/**
 * Options of everything that can hold backups, or that backups cannot be read without. `protect` makes a destroy
 * refuse it by name; `retainOnDelete` leaves the real thing alone even after somebody took the protection off.
 * Children inherit both, so a bucket never stays without its lock or its encryption.
 */
export function keepsBackups(
  opts: pulumi.ComponentResourceOptions = {},
): pulumi.ComponentResourceOptions {
  return pulumi.mergeOptions({ protect: true, retainOnDelete: true }, opts);
}
