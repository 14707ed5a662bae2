import { deployedObjects, type StackExport } from "./drift/deployed-object";
import { type Observation, observe, repair } from "./drift/observe";
import { describeObservation, exitCodeOf } from "./drift/report";
import { runPulumi } from "./sandbox/pulumi";
import { runningEnvironment } from "./sandbox/running";

/**
 * `npm run drift [-- --stack NAME] [--json] [--repair]`: reads every remote object of a stack on its host and shows
 * what differs from what was applied. The sandbox's stack unless one is named.
 *
 * @returns 0 nothing differs, 1 something could not be read, 2 something differs
 */
export async function main(args: readonly string[]): Promise<number> {
  const asJson = args.includes("--json");
  const objects = deployedObjects(await exportStack(valueOf("--stack", args)));
  const say = (text: string) => asJson || console.log(text);
  say(`Reading ${objects.length} remote objects on their hosts …`);
  const observations = await Promise.all(objects.map(observe));
  observations.map(describeObservation).forEach(say);
  if (asJson) console.log(JSON.stringify(observations.map(withoutSecrets), null, 2));
  const found = exitCodeOf(observations);
  if (found === 2 && args.includes("--repair")) return repairAll(observations, say);
  say(summaries[found]);
  return found;
}

function valueOf(option: string, args: readonly string[]): string | undefined {
  const index = args.indexOf(option);
  return index < 0 ? undefined : args[index + 1];
}

const summaries = {
  0: "No drift: every remote object is as it was applied.",
  1: "Not every object could be read, so this is no all-clear.",
  2: "Drift. To put back what was applied: npm run drift -- --repair. To keep what was found: change the stack's file.",
} as const;

async function repairAll(
  observations: readonly Observation[],
  say: (text: string) => void,
): Promise<number> {
  const drifted = observations.filter(({ kind }) => kind === "different" || kind === "absent");
  for (const { object } of drifted) {
    await repair(object);
    say(`  repaired ${object.envelope.kind} ${object.envelope.identity}`);
  }
  return exitCodeOf(await Promise.all(drifted.map(({ object }) => observe(object))));
}

/** What may be printed: neither the connection nor the envelope's secrets. */
function withoutSecrets({ object, ...finding }: Observation) {
  const { kind, identity } = object.envelope;
  return {
    urn: object.urn,
    object: `${kind} ${identity}`,
    host: object.connection.host,
    ...finding,
  };
}

/** Without a name the running sandbox's stack; a named one with the Pulumi CLI and access of this shell. */
async function exportStack(stack: string | undefined): Promise<StackExport> {
  const environment = stack === undefined ? await runningEnvironment() : process.env;
  const selected = stack === undefined ? [] : ["--stack", stack];
  const exported = await runPulumi(["stack", "export", "--show-secrets", ...selected], environment);
  return JSON.parse(exported) as StackExport;
}
