import { messageOf } from "../sandbox/progress/message-of";
import { deployedObjects, type StackExport } from "./drift/deployed-object";
import { type Observation, observe, repair } from "./drift/observe";
import { type ProviderDrift, readProviders } from "./drift/provider-drift";
import {
  describeFinding,
  exitCodeOf,
  type Finding,
  findingOf,
  providerFindingOf,
} from "./drift/report";
import { runPulumi } from "./sandbox/pulumi";
import { runningEnvironment } from "./sandbox/running";

/**
 * `npm run drift [-- --stack NAME] [--json] [--repair]`: reads everything of a stack on its server, the remote objects
 * on their hosts and the providers' resources through the engine, and shows what differs from what was applied. The
 * sandbox's stack unless one is named; then with the Pulumi CLI and the access of this shell.
 *
 * @returns 0 nothing differs, 1 something could not be read, 2 something differs
 */
export async function main(args: readonly string[]): Promise<number> {
  const asJson = args.includes("--json");
  const say = (text: string) => asJson || console.log(text);
  const stack = valueOf("--stack", args);
  const environment = stack === undefined ? await runningEnvironment() : process.env;
  const options = stack === undefined ? [] : ["--stack", stack];

  const objects = deployedObjects(await exportStack(options, environment));
  say(`Reading ${objects.length} remote objects on their hosts, and the providers' resources …`);
  const [observations, providers] = await Promise.all([
    Promise.all(objects.map(observe)),
    observeProviders(options, environment),
  ]);
  const findings = [...observations.map(findingOf), ...providers.findings];
  findings.map(describeFinding).forEach(say);
  if (asJson) console.log(JSON.stringify(findings, null, 2));
  const found = exitCodeOf(findings);
  if (found === 2 && args.includes("--repair")) {
    return repairAll(observations, providers.drift, say);
  }
  say(summaries[found]);
  return found;
}

function valueOf(option: string, args: readonly string[]): string | undefined {
  const index = args.indexOf(option);
  return index < 0 ? undefined : args[index + 1];
}

const summaries = {
  0: "No drift: everything is as it was applied.",
  1: "Not everything could be read, so this is no all-clear.",
  2: "Drift. To put back what was applied: npm run drift -- --repair. To keep what was found: change the stack's file.",
} as const;

async function exportStack(
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<StackExport> {
  const exported = await runPulumi(["stack", "export", "--show-secrets", ...options], environment);
  return JSON.parse(exported) as StackExport;
}

/** What of the providers' resources has drifted; never throws: not seen is a finding too. */
async function observeProviders(
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly drift: readonly ProviderDrift[]; readonly findings: readonly Finding[] }> {
  const title = "the providers' resources";
  try {
    const drift = await readProviders(options, environment);
    const findings: Finding[] = drift.map(providerFindingOf);
    return { drift, findings: findings.length > 0 ? findings : [{ title, kind: "same" }] };
  } catch (error) {
    return { drift: [], findings: [{ title, kind: "unreadable", reason: messageOf(error) }] };
  }
}

/**
 * Applies the documents of the remote objects that differ. A provider's resource is put back by an update, which would
 * also apply what has been declared since, so that is left to whoever sees its preview.
 */
async function repairAll(
  observations: readonly Observation[],
  providers: readonly ProviderDrift[],
  say: (text: string) => void,
): Promise<number> {
  const drifted = observations.filter(({ kind }) => kind === "different" || kind === "absent");
  for (const { object } of drifted) {
    await repair(object);
    say(`  repaired ${object.envelope.kind} ${object.envelope.identity}`);
  }
  for (const { urn, name } of providers) {
    say(
      `  not repaired: ${name}; preview and update it with: pulumi up --refresh --target '${urn}'`,
    );
  }
  const after = await Promise.all(drifted.map(({ object }) => observe(object)));
  return exitCodeOf([...after, ...providers]);
}
