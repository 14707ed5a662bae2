import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { type Ansible, prepareAnsible } from "./bench/ansible";
import { messageOf } from "../lib/progress/message-of";
import { projectRoot } from "../lib/project-root";
import { type Failure, type Sample, type Scenario } from "./bench/figures";
import type * as firstUpdate from "./bench/first-update";
import { logInsOn } from "./bench/log-ins";
import { asJson, describe } from "./bench/report";
import type * as benchRules from "./bench/rules";
import { type Scenarios, scenariosOn } from "./bench/scenarios";
import { type Command, timed } from "./bench/timed";
import { deployedObjects } from "./drift/deployed-object";
import { exportStack } from "./drift/stack-export";
import { type RunningSandbox, sandboxThatRuns } from "./sandbox/running";
import { commandLine, runCommand } from "./support/command-line";

const line = commandLine({
  name: "npm run bench",
  does:
    "Measures previews, updates and drift on the sandbox that runs, as ratios to each other and to an empty program, " +
    "beside what is promised of them, and what each rule of the policy pack takes for many resources. Each round runs everything once, so that what else the machine does meets all of it.",
  examples: [
    ["npm run bench -- --repeats 3 --no-first-up", "a first look, in minutes"],
    ["npm run bench -- --with-ansible --json", "everything, an hour or so"],
  ],
  exits: {
    0: "measured; a goal that is missed is no failure",
    1: "no sandbox runs, or a run failed",
  },
})
  .option("--repeats <number>", "rounds", wholeNumber, 10)
  .option("--no-first-up", "leave out the first update, for which a sandbox is made each time")
  .option(
    "--with-ansible",
    "let ansible-core check the same remote objects; installed beside the tools",
  )
  .option("--json", "print JSON instead of tables")
  .addOption(new Option("--first-update", "of a sandbox that is not there yet").hideHelp());

/** `npm run bench [-- --repeats N] [--no-first-up] [--with-ansible] [--json]`: what people wait for, as ratios. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, async ({ repeats, firstUp, withAnsible, json, firstUpdate }) => {
    if (firstUpdate === true) {
      console.log(JSON.stringify(await firstUpdates().firstUpdateHere()));
      return 0;
    }
    const sandbox = await sandboxThatRuns();
    // What it cannot do is known before the hour that all else takes.
    const rules = await measuredRules();
    const directory = path.join(sandbox.layout.root, "bench-files");
    fs.mkdirSync(directory, { recursive: true });
    const exported = await exportStack([], sandbox.environment, "plain");
    const { objects } = deployedObjects(exported);
    const ansible = withAnsible === true ? await prepareAnsible(objects, directory) : undefined;
    try {
      const resources = (exported.deployment.resources ?? []).length;
      const scenarios = await scenariosOn(sandbox, directory, resources);
      const { samples, failures } = await measured(sandbox, scenarios, {
        repeats,
        firstUp,
        ansible,
      });
      const compared = ansible && { ...ansible, of: objects.length };
      const all = {
        ...{ samples, failures, resources, rules },
        ...(compared && { ansible: figuresOf(compared) }),
      };
      console.log(json === true ? asJson(all) : describe(all));
      return failures.length === 0 ? 0 : 1;
    } finally {
      ansible?.remove();
    }
  });
}

/** For each rule of the policy pack. */
const manyResources = 10_000;

/** The pack is loaded where it is needed: the first update, which is measured, is run by this command as well. */
function measuredRules() {
  console.error(`each rule over ${manyResources} resources …`);
  const { ruleCosts } = createRequire(__filename)("./bench/rules") as typeof benchRules;
  const today = new Date().toISOString().slice(0, 10);
  return ruleCosts(path.join(projectRoot, "Pulumi.lab.yaml"), manyResources, today);
}

const figuresOf = ({ version, objects, of }: Ansible & { of: number }) => ({
  version,
  objects,
  of,
});

interface Plan {
  readonly repeats: number;
  readonly firstUp: boolean;
  readonly ansible?: Ansible | undefined;
}

/** A scenario that fails is said to have failed, and the others go on. */
async function measured(
  { layout }: RunningSandbox,
  scenarios: Scenarios,
  { repeats, firstUp, ansible }: Plan,
): Promise<{ samples: Sample[]; failures: Failure[] }> {
  const run = async (command: Command) => {
    const before = logInsOn(layout.logs);
    const taken = await timed(command);
    return { ...taken, connections: logInsOn(layout.logs) - before };
  };
  const all: Measurements = [
    ...scenarios.map(([scenario, command]) => [scenario, () => run(command)] as const),
    ...(ansible ? [["ansible check", () => run(ansible.check)] as const] : []),
    ...(firstUp
      ? [["first up", () => firstUpdates().measureFirstUpdate(layout.root)] as const]
      : []),
  ];
  const samples: Sample[] = [];
  const failures: Failure[] = [];
  // The first round warms up what is compiled and cached, and does not count.
  for (let round = 0; round <= repeats; round += 1) {
    const sound = all.filter(([name]) => failures.every(({ scenario }) => scenario !== name));
    for (const [scenario, measure] of sound) {
      if (round === 0 && scenario === "first up") continue;
      console.error(
        `${round === 0 ? "warming up" : `round ${round} of ${repeats}`}: ${scenario} …`,
      );
      try {
        const taken = await measure();
        if (round > 0) samples.push({ scenario, round, ...taken });
      } catch (error) {
        failures.push({ scenario, reason: messageOf(error) });
      }
    }
  }
  return { samples, failures };
}

type Measurements = (readonly [Scenario, () => Promise<Omit<Sample, "scenario" | "round">>])[];

/** Loaded where it is needed: it takes the whole twin with it. */
const firstUpdates = () => createRequire(__filename)("./bench/first-update") as typeof firstUpdate;

/** @throws InvalidArgumentError if it is none from 1 on */
function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text))
    throw new InvalidArgumentError("a whole number from 1 on is wanted.");
  return Number(text);
}
