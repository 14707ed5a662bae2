import * as fs from "node:fs";
import fc from "fast-check";
import { checkDeclaration } from "../../config/declaration";
import { priceList } from "../../config/prices/price-list";
import { planEstate } from "../../model/plan/plan-estate";
import { type DeclaredSections, randomDeclarations } from "../../test/support/random-declaration";

export interface EstateSize {
  readonly guests: number;
  readonly nodes: number;
}

/** What planning one estate took, in a process of its own. */
export interface Measurement extends EstateSize {
  readonly jobs: number;
  readonly copies: number;
  readonly findings: number;
  /** From the declaration as it is read from the file to the plan, compiling included. */
  readonly seconds: number;
  /** Time of the one thread that plans, on a processor: what it would take on a core that nobody else wants. */
  readonly coreSeconds: number;
  /** The same of a fixed piece of work, right before. */
  readonly referenceCoreSeconds: number;
  /** Megabytes (10^6) that the plan and what it was made of take on the heap. */
  readonly heapMB: number;
  /** Most megabytes that the process ever had in memory, Node.js itself included. */
  readonly peakMemoryMB: number;
}

/** A day on which no exemption of the random estates expires. */
const today = "2026-11-24";

/**
 * Plans a random estate of that size.
 *
 * @param seed - which one: the same on every machine
 * @throws Error if the estate is not valid: then nothing was measured
 */
export function measure({ guests, nodes }: EstateSize, seed: number): Measurement {
  const referenceCoreSeconds = coreSecondsOf(referenceLoop);
  const given = estateOf({ guests, nodes }, seed);
  const [coreBefore, before] = [coreSecondsUntilNow(), process.hrtime.bigint()];
  const { estate, faults } = checkDeclaration(given);
  if (estate === undefined) throw new Error(`not a valid estate: ${JSON.stringify(faults[0])}`);
  const plan = planEstate(estate, priceList(), today);
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  const coreSeconds = coreSecondsUntilNow() - coreBefore;
  return {
    guests,
    nodes,
    jobs: plan.jobs.length,
    copies: plan.copies.length,
    findings: plan.findings.length,
    seconds,
    coreSeconds,
    referenceCoreSeconds,
    heapMB: process.memoryUsage().heapUsed / 1e6,
    peakMemoryMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
  };
}

function estateOf({ guests, nodes }: EstateSize, seed: number): DeclaredSections {
  const declarations = randomDeclarations({ guests: [guests, guests], nodes: [nodes, nodes] });
  return fc.sample(declarations, { seed, numRuns: 1 })[0]!;
}

function coreSecondsOf(work: () => unknown): number {
  const before = coreSecondsUntilNow();
  work();
  return coreSecondsUntilNow() - before;
}

/** What this thread has had of processors. Source: Linux, `Documentation/scheduler/sched-stats.rst`. */
function coreSecondsUntilNow(): number {
  const [nanoseconds] = fs.readFileSync("/proc/thread-self/schedstat", "utf8").split(" ");
  return Number(nanoseconds) / 1e9;
}

/** Steps of a linear congruential generator (Numerical Recipes, 1992): about a second of a processor of 2020. */
function referenceLoop(): number {
  let state = 1;
  for (let step = 0; step < 1e9; step += 1) state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return state;
}
