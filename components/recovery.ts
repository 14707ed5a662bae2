import * as fs from "node:fs";
import * as pulumi from "@pulumi/pulumi";

/** The environment variable that names the file of what exists; set by `npm run recover` alone. */
export const recoveryVariable = "BACKUP_RECOVERY_FILE";

/** Ids by which providers import what exists and the state does not know, by `resourceKey`. */
export type ExistingIds = Readonly<Record<string, string>>;

/** What tells a resource of the program from all others. */
export function resourceKey(resource: { readonly type: string; readonly name: string }): string {
  return `${resource.type} ${resource.name}`;
}

/**
 * Has the engine import what exists in place of making it: every resource keeps the name, parent, provider and protection
 * that the program gives it. It is taken over as it is, whatever is declared of it, so that nothing is changed by that; the next
 * update sees what differs.
 */
export function takeUpWhatExists(): void {
  const file = process.env[recoveryVariable];
  if (file === undefined) return;
  const ids = JSON.parse(fs.readFileSync(file, "utf8")) as ExistingIds;
  pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
    const id = ids[resourceKey({ type, name })];
    return id === undefined
      ? undefined
      : { props, opts: pulumi.mergeOptions(opts, { import: id, ignoreChanges: ["*"] }) };
  });
}

/**
 * Whether this is the preview by which `npm run recover` learns what is declared: what exists must not end it, for it is to be found.
 * An update is never one, so that nothing is made a second time.
 */
export function isLookingForWhatExists(): boolean {
  return process.env[recoveryVariable] !== undefined && pulumi.runtime.isDryRun();
}
