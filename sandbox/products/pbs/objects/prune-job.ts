import { type ConfigFile } from "../config/config-file";
import {
  commentSchema,
  reducedMaxDepthSchema,
  nameSchema,
  namespaceSchema,
  scheduleSchema,
} from "../schema/formats";
import { flag } from "../schema/scalars";
import { keepProperties } from "./keep-options";
import { duplicateParameter, noSuch, type ObjectProperties, type ObjectType } from "./object-type";

const properties: ObjectProperties = {
  store: { schema: nameSchema("Datastore name."), required: true },
  schedule: { schema: scheduleSchema("Run prune job at specified schedule."), required: true },
  comment: { schema: commentSchema, deletable: true },
  disable: {
    schema: flag("Disable this job.", false),
    deletable: true,
    stored: (value) => (value === true ? true : undefined),
  },
  ns: {
    schema: namespaceSchema,
    deletable: true,
    updated: (value) => (value === "" ? undefined : value),
  },
  "max-depth": { schema: reducedMaxDepthSchema, deletable: true },
  ...keepProperties,
};

const idSchema = nameSchema("Job ID.");

const file: ConfigFile = {
  name: "prune.cfg",
  lock: ".prune.lck",
  sections: { prune: { id: idSchema, properties } },
};

/** Prune jobs. A job without any `keep-*` keeps everything. */
export const pruneJob: ObjectType = {
  file,
  section: "prune",
  idName: "id",
  idSchema,
  noun: "job",
  properties,
  columns: [
    "id",
    "disable",
    "store",
    "ns",
    "schedule",
    "max-depth",
    ...Object.keys(keepProperties),
  ],
  jobState: "prunejob",
  created: (id) => `Prune job created: ${id}`,
  duplicate: duplicateParameter("id", "job"),
  missing: noSuch("prune"),
};
