import * as fs from "node:fs";
import * as path from "node:path";
import { pveStateDirectory } from "../../../sandbox/products/pve/pve";
import { setAt } from "../../support/lab";
import { shared, up } from "./sandbox";

/** Where the shared sandbox's cluster keeps what its nodes share. */
export const clusterState = pveStateDirectory(path.join(shared.layout.servers, "pve"));

/** A file of the cluster's. */
export const read = (file: string) => fs.readFileSync(path.join(clusterState, file), "utf8");

/** The client key of a storage. */
export const keyFile = () => read("priv/storage/pbs-vm.enc").trim();

/** Ids of the cluster's backup jobs. */
export const jobIds = () =>
  [...read("jobs.cfg").matchAll(/^vzdump: (\S+)/gm)].map(([, id]) => id as string);

/** What the stack says of the keys of its storages. */
export const fingerprints = () => shared.state.output("encryptionKeyFingerprints");

/** A resource of the shared stack's cluster, by its types and name. */
export const urnOf = (rest: string) =>
  `urn:pulumi:${shared.stack}::backup::backup:pve:Cluster$${rest}`;

/** Changes `backup:pve`, and `backup:pbs`, for the length of `body`, and puts the estate back afterwards. */
export async function withPve(
  changes: Record<string, unknown>,
  body: () => Promise<void>,
  pbsChanges: Record<string, unknown> = {},
): Promise<void> {
  const sections = { "backup:pve": changes, "backup:pbs": pbsChanges };
  try {
    await shared.withDeclaration((config) => {
      for (const [section, changed] of Object.entries(sections))
        for (const [key, value] of Object.entries(changed))
          setAt(config[section] as Record<string, unknown>, key, value);
    }, body);
  } finally {
    await shared.pulumi(...up);
  }
}

/** Runs every command for taking something up that an update has printed. */
export async function takeUp(output: string): Promise<string[]> {
  const commands = [...output.matchAll(/^ *pulumi (import .*)$/gm)].map(([, words = ""]) =>
    [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? (word as string)),
  );
  for (const words of commands) await shared.pulumi(...words, "--yes");
  return commands.map((words) => words.at(-1) as string);
}
