import { readFileSync } from "node:fs";
import { supervisorPaths } from "../../../supervisor/paths";
import { type SupervisorPlan } from "../../../supervisor/server-spec";
import { startServers } from "../../../supervisor/start";

/** Starts the plan in a file, in a process that the test can kill: `SUPERVISOR DIRECTORY PLAN`. */
const [supervisor = "", directory = "", planFile = ""] = process.argv.slice(2);
const paths = supervisorPaths({ run: directory, logs: `${directory}/logs` });
const plan = JSON.parse(readFileSync(planFile, "utf8")) as SupervisorPlan;
void startServers(supervisor, plan, paths, () => undefined);
