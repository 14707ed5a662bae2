import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { type EstateSize, measure, type Measurement } from "./bench-plan/measurement";
import { describe, growth, referenceRatio } from "./bench-plan/report";

/** The lab's own size first. */
const sizes: readonly EstateSize[] = [
  { guests: 31, nodes: 7 },
  { guests: 100, nodes: 10 },
  { guests: 1_000, nodes: 10 },
  { guests: 10_000, nodes: 100 },
];

/** Several estates of each size: what is asked of their copies decides as much as how many guests there are. */
const seeds = [1, 2, 3];

/**
 * `npm run bench:plan [-- --json]`: plans random estates of growing size and prints the time and memory that each
 * takes, as ratios to a fixed loop and to each other. Each is planned in a process of its own, as `npm run plan` does,
 * so that no size profits from what another has warmed up or pays for what it left behind. Of the estates of one
 * size the one with the median time counts.
 *
 * @returns 0; figures are no verdict
 */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === "--only") {
    const [guests = NaN, nodes = NaN, seed = NaN] = args.slice(1).map(Number);
    console.log(JSON.stringify(measure({ guests, nodes }, seed)));
    return 0;
  }
  const measurements: Measurement[] = [];
  for (const size of sizes) measurements.push(await medianOf(size));
  console.log(args.includes("--json") ? asJson(measurements) : describe(measurements));
  return 0;
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
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return JSON.parse(stdout) as Measurement;
}

function asJson(measurements: readonly Measurement[]): string {
  const measured = measurements.map((measurement) => ({
    ...measurement,
    referenceRatio: referenceRatio(measurement),
  }));
  return JSON.stringify({ measurements: measured, growth: growth(measurements) }, null, 2);
}
