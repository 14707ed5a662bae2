import { createHash } from "node:crypto";
import { type SupervisorPaths } from "./paths";
import { type ServerSpec, type SupervisorPlan } from "./server-spec";

/**
 * The plan that runs `servers`.
 *
 * @param revision changes when the supervisor itself does.
 */
export function supervisorPlan(
  servers: readonly ServerSpec[],
  paths: SupervisorPaths,
  revision: string,
): SupervisorPlan {
  const content = { logDirectory: paths.logs, statusFile: paths.statusFile, servers };
  const hash = createHash("sha256").update(revision).update(JSON.stringify(content));
  return { hash: hash.digest("hex"), ...content };
}
