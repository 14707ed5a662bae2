import { commandLine, runCommand } from "./support/command-line";
import { deployedObjects } from "./drift/deployed-object";
import { forgetAll } from "./drift/forget";
import { observe, onHosts } from "./drift/observe";
import { observeProviders, providersTitle } from "./drift/observe-providers";
import { type ProviderReading } from "./drift/provider-drift";
import { repairAll } from "./drift/repair";
import {
  describeFinding,
  describeForgotten,
  describeRepair,
  driftJson,
  exitCodeOf,
  type Finding,
  findingsOfHosts,
  noiseOfHosts,
  leftToAnUpdate,
  providerFindingOf,
  unknownCommand,
} from "./drift/report";
import { exportStack } from "./drift/stack-export";
import { type WayBack, wayBack } from "./drift/way-back";
import { runningEnvironment } from "./sandbox/running";

const line = commandLine({
  name: "npm run drift",
  does:
    "Reads everything of a stack on its servers and shows what differs from what was applied. Of another stack than " +
    "the sandbox's with the Pulumi CLI and the access of this shell.",
  examples: [
    ["npm run drift", "look at the sandbox and change nothing"],
    ["npm run drift -- --stack lab --repair", "put the lab back"],
  ],
  exits: {
    0: "nothing differs, or not any more",
    1: "something could not be read, which is no all-clear",
    2: "something differs",
  },
})
  .option("--stack <name>", "the stack to look at; the sandbox's unless one is named")
  .option("--json", "print JSON and nothing else on standard output")
  .option("--repair", "put remote objects back as they were applied");

/**
 * `npm run drift [-- --stack NAME] [--json] [--repair]`: reads everything of a stack on its server, the remote objects
 * on their hosts and the providers' resources through the engine, and shows what differs from what was applied. The
 * sandbox's stack unless one is named; then with the Pulumi CLI and the access of this shell.
 *
 * `--repair` applies the documents of the remote objects that differ. A provider's resource is put back by an update,
 * which would also apply what has been declared since, so that is left to whoever sees its preview; one that is gone and
 * would stop that update is taken out of the state.
 *
 * @returns 0 nothing differs (any more), 1 something could not be read, 2 something differs
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, drift);
}

interface DriftOptions {
  readonly stack?: string;
  readonly json?: boolean;
  readonly repair?: boolean;
}

async function drift({ stack, json = false, repair = false }: DriftOptions): Promise<number> {
  const say = (text: string) => json || console.log(text);
  const environment = stack === undefined ? await runningEnvironment() : process.env;
  const options = stack === undefined ? [] : ["--stack", stack];
  const way = wayBack(stack);

  const exported = await exportStack(options, environment, "plain");
  const { objects, others } = deployedObjects(exported);
  say(`Reading ${objects.length} remote objects on their hosts, and the providers' resources …`);
  const [observations, providers] = await Promise.all([
    onHosts(objects, observe),
    observeProviders(exported, options, environment),
  ]);
  const elsewhere = [...others.map(unknownCommand), ...findingsOf(providers, way)];
  const found = [...findingsOfHosts(observations), ...elsewhere];
  found.map(describeFinding).forEach(say);
  noiseOfHosts(observations).forEach((noise) => console.error(`Warning: ${noise}`));

  const repairs = repair ? await repairAll(observations, way) : [];
  repairs.map(describeRepair).forEach(say);
  const stuck = repair ? providers.drift.filter(({ refusal }) => refusal !== undefined) : [];
  const forgotten = await forgetAll(stuck, options, environment);
  forgotten.map(describeForgotten).forEach(say);
  const left = providers.drift.filter(({ byHand }) => byHand === undefined);
  if (repair && left.length > 0) say(leftToAnUpdate(left, way));
  if (json) console.log(driftJson(found, repairs, forgotten));
  const repaired = new Map(repairs.map(({ object, now }) => [object, now]));
  const now = observations.map((observation) => repaired.get(observation.object) ?? observation);
  const code = exitCodeOf([...now, ...elsewhere]);
  say(repair && code === 2 ? "Not everything is as it was applied yet." : summaryOf(code, way));
  return code;
}

function summaryOf(code: 0 | 1 | 2, { repair }: WayBack): string {
  if (code === 0) return "No drift: everything is as it was applied.";
  return code === 1
    ? "Not everything could be read, so this is no all-clear."
    : `Drift. To put back what was applied: ${repair}. To keep what was found: change the stack's file.`;
}

function findingsOf({ drift, unread }: ProviderReading, way: WayBack): Finding[] {
  const found: Finding[] = [
    ...drift.map((one) => providerFindingOf(one, way)),
    ...unread.map(({ title, reason }): Finding => ({ title, reason, kind: "unreadable" })),
  ];
  return found.length > 0 ? found : [{ title: providersTitle, kind: "same" }];
}
