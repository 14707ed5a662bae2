import { type Privilege } from "../access/roles";
import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { readConfig } from "../config/config-file";
import { datastore } from "../datastore/datastore";
import { statusOf } from "../datastore/garbage-collection";
import { datastoreNameSchema } from "../datastore/properties";
import { type ObjectType } from "../objects/object-type";
import { pruneJob } from "../objects/prune-job";
import { rowOf } from "../objects/row";
import { syncJob } from "../objects/sync-job";
import { verifyJob } from "../objects/verify-job";
import { type Properties } from "../schema/schema";
import { scheduleStatus } from "./schedule-status";

const types: Readonly<Record<string, ObjectType>> = {
  prune: pruneJob,
  sync: syncJob,
  verify: verifyJob,
};

/** Any of these on the datastore lets somebody see its jobs. */
const seeing: readonly Privilege[] = ["Datastore.Audit", "Datastore.Verify"];

const store: Properties = { store: { schema: datastoreNameSchema } };

/** How jobs fared, which the command line does not tell: their configuration with last and next run. */
export const jobEndpoints: readonly Endpoint[] = [
  ...Object.entries(types).map(([name, type]): Endpoint => ({
    method: "GET",
    path: `/admin/${name}`,
    description: `List all ${name} jobs`,
    permission: anybody,
    parameters: store,
    handle(values, caller) {
      const { sections, digest } = readConfig(type.file);
      const visible = sections.filter(
        ({ values: job }) =>
          caller.hasAny(`/datastore/${String(job["store"])}`, seeing) &&
          (values["store"] === undefined || values["store"] === job["store"]),
      );
      const data = visible.map((section) => ({
        ...rowOf(type, section),
        ...scheduleStatus(type.jobState ?? name, section.id, section.values["schedule"]),
      }));
      return { data, digest };
    },
  })),
  {
    method: "GET",
    path: "/admin/gc",
    description: "List all GC jobs (max one per datastore)",
    permission: anybody,
    parameters: store,
    handle(values, caller) {
      const visible = readConfig(datastore.file).sections.filter(
        ({ id }) =>
          caller.hasAny(`/datastore/${id}`, ["Datastore.Audit"]) &&
          (values["store"] === undefined || values["store"] === id),
      );
      return { data: visible.map(statusOf) };
    },
  },
];
