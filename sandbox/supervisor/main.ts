import { readFileSync } from "node:fs";
import { type SupervisorPlan } from "./server-spec";
import { Supervisor } from "./supervisor";

/** The executable `sandbox-supervisor PLAN`: runs the plan's servers until it is told to end. */
function main(): void {
  const [planFile] = process.argv.slice(2);
  if (planFile === undefined)
    throw new Error("sandbox-supervisor: no plan file in the arguments. Run `npm start` instead.");
  const supervisor = new Supervisor(JSON.parse(readFileSync(planFile, "utf8")) as SupervisorPlan);
  const end = () => void supervisor.stop().then(() => process.exit(0));
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  process.on("SIGHUP", () => undefined);
  supervisor.start();
}

main();
