import * as path from "node:path";
import { Option } from "@commander-js/extra-typings";
import { type EstateSize, measure, type Measurement } from "./bench-plan/measurement";
import { describe, growth, referenceRatio } from "./bench-plan/report";
import { run } from "./support/child";
import { commandLine, runCommand } from "./support/command-line";

/** The lab's own size first. */
const sizes: readonly EstateSize[] = [
  { guests: 31, nodes: 7 },
  { guests: 100, nodes: 10 },
  { guests: 1_000, nodes: 10 },
  { guests: 10_000, nodes: 100 },
];

/** Several estates of each size: what is asked of their copies decides as much as how many guests there are. */
const seeds = [1, 2, 3];

const line = commandLine({
  name: "npm run bench:plan",
  does: "Plans random estates of 31 to 10,000 guests and prints the time and memory that each takes, as ratios.",
  examples: [["npm run bench:plan", "takes minutes"]],
  exits: { 0: "measured; figures are no verdict", 1: "an estate could not be planned" },
})
  .option("--json", "print JSON instead of a table")
  .addOption(new Option("--only <figures...>", "guests, nodes and seed of one").hideHelp());

/**
 * `npm run bench:plan [-- --json]`: plans random estates of growing size and prints the time and memory that each
 * takes, as ratios to a fixed loop and to each other. Each is planned in a process of its own, as `npm run plan` does,
 * so that no size profits from what another has warmed up or pays for what it left behind. Of the estates of one
 * size the one with the median time counts.
 *
 * @returns 0; figures are no verdict
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, async ({ json, only }) => {
    console.log(
      only === undefined ? await benchmark(json === true) : measuredHere(only.map(Number)),
    );
    return 0;
  });
}

async function benchmark(json: boolean): Promise<string> {
  const measurements: Measurement[] = [];
  for (const size of sizes) measurements.push(await medianOf(size));
  return json ? asJson(measurements) : describe(measurements);
}

function measuredHere([guests = NaN, nodes = NaN, seed = NaN]: readonly number[]): string {
  return JSON.stringify(measure({ guests, nodes }, seed));
}

async function medianOf(size: EstateSize): Promise<Measurement> {
  const measured: Measurement[] = [];
  for (const seed of seeds) {
    console.error(
      `planning ${size.guests} guests on ${size.nodes} nodes, ${seed} of ${seeds.length} …`,
    );
    measured.push(await measuredAlone(size, seed));
  }
  return measured.sort((a, b) => a.coreSeconds - b.coreSeconds)[Math.floor(seeds.length / 2)]!;
}

async function measuredAlone({ guests, nodes }: EstateSize, seed: number): Promise<Measurement> {
  const bootstrap = path.join(__dirname, "bootstrap.js");
  const command = [bootstrap, "bench-plan", "--only", ...[guests, nodes, seed].map(String)];
  const { code, stdout, stderr } = await run(process.execPath, command);
  if (code !== 0) throw new Error(`planning ${guests} guests failed:\n${stderr}`);
  return JSON.parse(stdout) as Measurement;
}

function asJson(measurements: readonly Measurement[]): string {
  const measured = measurements.map((measurement) => ({
    ...measurement,
    referenceRatio: referenceRatio(measurement),
  }));
  return JSON.stringify({ measurements: measured, growth: growth(measurements) }, null, 2);
}
