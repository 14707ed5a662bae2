import { type ConfigFile } from "../config/config-file";
import {
  commentSchema,
  maxDepthSchema,
  nameSchema,
  namespaceSchema,
  scheduleSchema,
} from "../schema/formats";
import { flag, integer } from "../schema/scalars";
import {
  duplicateParameter,
  noSuch,
  type ObjectProperties,
  type ObjectType,
  trimmedComment,
} from "./object-type";

const properties: ObjectProperties = {
  store: { schema: nameSchema("Datastore name."), required: true },
  "ignore-verified": {
    schema: flag(
      "Do not verify backups that are already verified if their verification is not outdated.",
      true,
    ),
    deletable: true,
  },
  comment: { schema: commentSchema, deletable: true, updated: trimmedComment },
  schedule: { schema: scheduleSchema("Run verify job at specified schedule."), deletable: true },
  "outdated-after": {
    schema: integer("Days after that a verification becomes outdated. (0 is deprecated)'", {
      min: 0,
    }),
    deletable: true,
  },
  ns: {
    schema: namespaceSchema,
    deletable: true,
    updated: (value, current) => (value === "" ? current : value),
  },
  "max-depth": { schema: maxDepthSchema, deletable: true },
  "read-threads": {
    schema: integer("The number of threads to use for reading chunks in verify job.", {
      min: 1,
      max: 32,
      default: 1,
    }),
    deletable: true,
  },
  "verify-threads": {
    schema: integer("The number of threads to use for verifying chunks in verify job.", {
      min: 1,
      max: 32,
      default: 4,
    }),
    deletable: true,
  },
};

const idSchema = nameSchema("Job ID.");

const file: ConfigFile = {
  name: "verification.cfg",
  lock: ".verification.lck",
  sections: { verification: { id: idSchema, properties } },
};

/** Verify jobs. They have no `disable`: a job without a schedule never runs by itself. */
export const verifyJob: ObjectType = {
  file,
  section: "verification",
  idName: "id",
  idSchema,
  noun: "job",
  properties,
  columns: ["id", "store", "schedule", "ignore-verified", "outdated-after", "comment"],
  jobState: "verificationjob",
  duplicate: duplicateParameter("id", "job"),
  missing: noSuch("verification"),
};
