import { type Privilege } from "../access/roles";
import { type Caller } from "../api/caller";
import { configEndpoints } from "../api/config-endpoints";
import { type Answer, type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { findSection, readConfig } from "../config/config-file";
import { aclPathOf } from "../namespaces/namespace-tree";
import { type Values } from "../schema/schema";
import { updateCommand } from "./crud";
import { type ObjectType } from "./object-type";
import { pruneJob } from "./prune-job";
import { mayChangeSync, maySeeSync } from "./sync-access";
import { syncJob } from "./sync-job";
import { verifyJob } from "./verify-job";

/** Whether a caller may do something with a job of these properties. */
type JobRule = (caller: Caller, job: Values) => boolean;

/** Who may see a job, who may make it what it is or remove it, and what a refusal says. */
interface JobAccess {
  readonly sees: JobRule;
  readonly changes: JobRule;
  readonly refusal: (job: Values) => string;
}

/** What a job is about: a datastore, or a namespace of it. */
const pathOf = (job: Values) => aclPathOf(String(job["store"]), String(job["ns"] ?? ""));

function onDatastore(seeing: readonly Privilege[], changing: Privilege): JobAccess {
  return {
    sees: (caller, job) => caller.hasAny(pathOf(job), seeing),
    changes: (caller, job) => caller.hasAny(pathOf(job), [changing]),
    refusal: (job) => `missing permissions '${changing}' on '${pathOf(job)}'`,
  };
}

const accesses: readonly (readonly [string, ObjectType, JobAccess])[] = [
  ["prune", pruneJob, onDatastore(["Datastore.Audit", "Datastore.Modify"], "Datastore.Modify")],
  ["verify", verifyJob, onDatastore(["Datastore.Audit", "Datastore.Verify"], "Datastore.Verify")],
  [
    "sync",
    syncJob,
    { sees: maySeeSync, changes: mayChangeSync, refusal: () => "permission check failed" },
  ],
];

/**
 * The configuration of jobs. Who may do what depends on the job: on the one there is and, when it is made or changed,
 * on what it would become.
 */
export const jobConfigEndpoints: readonly Endpoint[] = accesses.flatMap(([name, type, access]) =>
  configEndpoints(
    `/config/${name}`,
    type,
    { read: anybody, write: anybody },
    { update: updateCommand(type) },
  ).map((endpoint) => ({
    ...endpoint,
    handle: async (values: Values, caller: Caller) =>
      endpoint.method === "GET"
        ? visible(await endpoint.handle(values, caller), caller, access)
        : endpoint.handle(permitted(type, values, caller, access), caller),
  })),
);

function visible(answer: Answer, caller: Caller, { sees, refusal }: JobAccess): Answer {
  const { data } = answer;
  if (Array.isArray(data)) {
    return { ...answer, data: (data as unknown as Values[]).filter((job) => sees(caller, job)) };
  }
  if (!sees(caller, data as Values)) throw new Error(refusal(data as Values));
  return answer;
}

/** @throws Error unless the caller may change the job as it is and as it would be */
function permitted(
  type: ObjectType,
  given: Values,
  caller: Caller,
  { changes, refusal }: JobAccess,
): Values {
  const { sections } = readConfig(type.file);
  const current = findSection(sections, type.section, String(given[type.idName]))?.values;
  const jobs = [...(current === undefined ? [] : [current]), { ...current, ...given }];
  const refused = jobs.find((job) => job["store"] !== undefined && !changes(caller, job));
  if (refused !== undefined) throw new Error(refusal(refused));
  return given;
}
