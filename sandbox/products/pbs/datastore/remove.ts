import { readAcl, writeAcl } from "../access/acl-file";
import { withoutPath } from "../access/acl-entry";
import { type Command } from "../command-line/command";
import { checkDigest, findSection, readConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { removeObject } from "../objects/crud";
import { type ObjectType } from "../objects/object-type";
import { pruneJob } from "../objects/prune-job";
import { syncJob } from "../objects/sync-job";
import { verifyJob } from "../objects/verify-job";
import { digestSchema } from "../schema/formats";
import { flag } from "../schema/scalars";
import { runTask } from "../tasks/task";
import { destroyData } from "./chunk-store";
import { absolutePath, datastore } from "./datastore";
import { datastoreNameSchema } from "./properties";
import { clearInUse, s3Backend } from "./s3-backend";

const jobTypes: readonly ObjectType[] = [verifyJob, syncJob, pruneJob];

/**
 * `datastore remove NAME`: removes the configuration and, unless told otherwise, the jobs and
 * permissions that name the datastore. Its content stays unless `--destroy-data` is given.
 */
export const removeDatastore: Command = {
  description: "Remove a datastore configuration.",
  positional: ["name"],
  parameters: {
    name: { schema: datastoreNameSchema, required: true },
    "keep-job-configs": {
      schema: flag(
        "If enabled, the job configurations related to this datastore will be kept.",
        false,
      ),
    },
    "destroy-data": { schema: flag("Delete the datastore's underlying contents", false) },
    digest: { schema: digestSchema },
  },
  execute: (given, context) =>
    withLocks(
      [datastore.file.lock, ".acl.lck", ...jobTypes.map(({ file }) => file.lock)],
      async () => {
        const id = String(given["name"]);
        const { sections, digest } = readConfig(datastore.file);
        checkDigest(given["digest"], digest);
        const section = findSection(sections, datastore.section, id);
        if (section === undefined) throw datastore.missing(id);
        if (given["keep-job-configs"] !== true) removeDependents(id);
        // The product runs this task in the command itself, says nothing of it and ignores its result.
        await runTask(context, "delete-datastore", id, async () => {
          const bucket = await s3Backend(section);
          if (given["destroy-data"] === true) destroyData(absolutePath(section));
          else if (bucket !== undefined) await clearInUse(bucket);
          removeObject(datastore, id);
        });
        return undefined;
      },
    ),
};

function removeDependents(store: string): void {
  for (const type of jobTypes) {
    const jobs = readConfig(type.file).sections.filter(({ values }) => values["store"] === store);
    for (const { id } of jobs) removeObject(type, id);
  }
  writeAcl(withoutPath(readAcl().entries, `/datastore/${store}`));
}
