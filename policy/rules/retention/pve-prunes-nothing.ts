import { propertiesOf } from "../../property-string";
import { remoteObjectOf } from "../../remote-object";
import { isOf, type ResourceOf } from "../../resource";
import { pveTypes } from "../../resource-types";
import { resourceRule, type Violation } from "../../rule";

const types = [
  ...pveTypes.pbsStorage,
  ...pveTypes.fileStorage,
  ...pveTypes.job,
  "command:remote:Command",
] as const;

/** Documents of Proxmox VE that say what it prunes, in the words of its API. */
const kinds: readonly string[] = ["pve storage", "pve backup job"];

/** Counts of what is kept, by the path of their property. */
type Counts = readonly (readonly [path: string, count: unknown])[];

/**
 * A node that may prune can be made to prune everything, and two that prune one group keep what neither was proved for.
 * Left out, everything is kept: the default of `prune-backups` is `keep-all=1` (Proxmox VE, vzdump(1)).
 */
export const pvePrunesNothing = resourceRule({
  name: "pve-prunes-nothing",
  description:
    "Storages and backup jobs of Proxmox VE keep everything: the backup server alone prunes.",
  remediation:
    "Take the retention out of the storage (`backups`) and the job (`pruneBackups`, `maxfiles`), or set `keepAll`; prune by a job of Proxmox Backup Server.",
  types,
  judge: (resource) =>
    countsOf(resource)
      .filter(([, count]) => Number(count ?? 0) > 0)
      .map(([path, count]) => violation(path, Number(count))),
});

function violation(path: string, count: number): Violation {
  return {
    problem: `${path} is ${count}, so the nodes remove backups themselves; wanted is nothing but keep-all`,
    fix: `take ${path} out and prune by a job of the backup server`,
  };
}

function countsOf(resource: ResourceOf<(typeof types)[number]>): Counts {
  if (isOf(resource, ["command:remote:Command"])) return countsInDocument(resource);
  if (isOf(resource, pveTypes.job)) {
    const { pruneBackups = {}, maxfiles } = resource.props;
    return [["maxfiles", maxfiles], ...kept("pruneBackups", pruneBackups, "keep-all")];
  }
  const { maxProtectedBackups: _protected, ...counts } = resource.props.backups ?? {};
  return kept("backups", counts, "keepAll");
}

function countsInDocument(command: ResourceOf<"command:remote:Command">): Counts {
  const object = remoteObjectOf(command);
  if (object === undefined || !kinds.includes(object.kind)) return [];
  const { "prune-backups": prune, maxfiles } = object.document;
  const counts = Object.fromEntries(propertiesOf(prune));
  return [["maxfiles", maxfiles], ...kept("prune-backups", counts, "keep-all")];
}

/** All but the one that keeps everything. */
function kept(path: string, counts: object, all: string): Counts {
  const entries = Object.entries(counts) as [string, unknown][];
  return entries
    .filter(([key]) => key !== all)
    .map(([key, count]) => [`${path}.${key}`, count] as const);
}
