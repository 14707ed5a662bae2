import { decodeFields, encodeFields } from "../codecs";
import { CallError, type PveConnection } from "../connection";
import { declaredProperties, omit, pick } from "../property-selection";
import { readBack } from "../read-back";
import { applyRules, between, conflict, oneOf, type Rule } from "../rules";
import type { Properties, ResourceState, ResourceType } from "../../protocol/resource-type";
import { computedJobFields, jobFields } from "./job-fields";

/** Source: bpg provider documentation, `proxmox_backup_job`. Schedules and retentions are left to the server. */
const rules: readonly Rule[] = [
  conflict("all", "vmids"),
  conflict("all", "pool"),
  conflict("vmids", "pool"),
  conflict("vmids", "excludes"),
  oneOf("compress", ["0", "1", "gzip", "lzo", "zstd"]),
  oneOf("mailnotification", ["always", "failure"]),
  oneOf("mode", ["snapshot", "suspend", "stop"]),
  oneOf("pbsChangeDetectionMode", ["legacy", "data", "metadata"]),
  between("ionice", 0, 8),
];

/** `proxmoxve.backup.Job`: a backup job of the cluster. Its id is the job's. */
export const job: ResourceType<PveConnection> = {
  token: "proxmoxve:backup/job:Job",
  replaceOn: ["resourceId"],
  check: (inputs) => applyRules(rules, inputs),
  async create(pve, inputs) {
    const id = String(inputs["resourceId"]);
    await pve.call("POST", "/cluster/backup", { id, ...encodeFields(jobFields, inputs) });
    return readBack(state(pve, id), { id, outputs: inputs });
  },
  async read(pve, id, _prior, declared) {
    const found = await ifPresent(state(pve, id));
    if (found === undefined) return undefined;
    return { ...found, inputs: declaredProperties(found.outputs, declared, computedJobFields) };
  },
  async update(pve, id, prior, inputs) {
    const planned = { ...pick(prior, computedJobFields), ...omit(inputs, []) };
    const removed = Object.keys(jobFields).filter(
      (name) => prior[name] !== undefined && planned[name] === undefined,
    );
    const deletion = removed.map((name) => jobFields[name]?.api).join(",");
    await pve.call("PUT", jobPath(id), {
      ...encodeFields(jobFields, planned),
      ...(deletion === "" ? {} : { delete: deletion }),
    });
    return readBack(state(pve, id), { id, outputs: { ...prior, ...inputs } });
  },
  async delete(pve, id) {
    await ifPresent(pve.call("DELETE", jobPath(id)));
  },
};

function jobPath(id: string): string {
  return `/cluster/backup/${encodeURIComponent(id)}`;
}

async function state(pve: PveConnection, id: string): Promise<ResourceState> {
  const answer = (await pve.call("GET", jobPath(id))) as Properties;
  return { id, outputs: { resourceId: id, ...decodeFields(jobFields, answer) } };
}

/** The official plugin takes 404 alone for a job that is not there, and PVE says 400. */
async function ifPresent<Result>(result: Promise<Result>): Promise<Result | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof CallError && error.status === 404) return undefined;
    throw error;
  }
}
