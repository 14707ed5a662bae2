import { median, percentile95 } from "./statistics";

/** What was run, by the name that the report and `--json` have for it. */
export type Scenario =
  | "empty program"
  | "floor"
  | "preview"
  | "preview with pack"
  | "10 x guests"
  | "first up"
  | "unchanged up"
  | "drift"
  | "plan"
  | "plan of 100 x guests"
  | "ansible check";

/** One run of one scenario. */
export interface Sample {
  readonly scenario: Scenario;
  /** Samples of one round were taken one after the other, under the same load. */
  readonly round: number;
  /** From its start to its end. */
  readonly seconds: number;
  /** Most megabytes (10^6) that it and all that it started had resident together, shared pages counted for each. */
  readonly peakMemoryMB: number;
  /** Log-ins over SSH. */
  readonly connections: number;
}

/** A scenario that did not come to its end, and is not run again. */
export interface Failure {
  readonly scenario: Scenario;
  readonly reason: string;
}

/** A ratio that is promised: at most `most` times as long as the other. */
export interface Comparison {
  readonly of: Scenario;
  readonly to: Scenario;
  /** `undefined` where nothing is promised. */
  readonly most?: number;
}

/** The ratios that are shown, those that are promised first. */
export const comparisons: readonly Comparison[] = [
  { of: "preview with pack", to: "empty program", most: 2.5 },
  { of: "10 x guests", to: "preview with pack", most: 1.5 },
  { of: "drift", to: "ansible check", most: 1 },
  { of: "preview with pack", to: "floor" },
  { of: "floor", to: "empty program" },
  { of: "preview", to: "empty program" },
  { of: "plan of 100 x guests", to: "plan" },
  { of: "first up", to: "empty program" },
  { of: "unchanged up", to: "empty program" },
  { of: "drift", to: "empty program" },
];

/** What became of a comparison; `not measured` is no success. */
export type Verdict = "reached" | "MISSED" | "not measured" | "no goal";

/** A comparison in figures. */
export interface Ratio extends Comparison {
  /** Of the ratios of each round; `undefined` if one of the two was not measured. */
  readonly median?: number;
  readonly percentile95?: number;
  readonly verdict: Verdict;
}

/** The figures of one scenario. */
export interface Figures {
  readonly scenario: Scenario;
  readonly samples: number;
  readonly median: number;
  readonly percentile95: number;
  readonly peakMemoryMB: number;
  readonly connections: number;
}

/** Each scenario that was run, in the order in which it first was. */
export function figuresOf(samples: readonly Sample[]): Figures[] {
  const scenarios = [...new Set(samples.map(({ scenario }) => scenario))];
  return scenarios.map((scenario) => {
    const own = samples.filter((sample) => sample.scenario === scenario);
    const seconds = own.map((sample) => sample.seconds);
    return {
      scenario,
      samples: own.length,
      median: median(seconds),
      percentile95: percentile95(seconds),
      peakMemoryMB: Math.max(...own.map((sample) => sample.peakMemoryMB)),
      connections: Math.max(...own.map((sample) => sample.connections)),
    };
  });
}

/** Every comparison, measured or not. A ratio is made within a round, so that load that comes and goes meets both. */
export function ratiosOf(samples: readonly Sample[]): Ratio[] {
  return comparisons.map((comparison) => {
    const ratios = samples
      .filter(({ scenario }) => scenario === comparison.of)
      .flatMap((one) => {
        const other = samples.find(
          ({ scenario, round }) => scenario === comparison.to && round === one.round,
        );
        return other === undefined ? [] : [one.seconds / other.seconds];
      });
    if (ratios.length === 0) return { ...comparison, verdict: "not measured" };
    const middle = median(ratios);
    const verdict = verdictOf(middle, comparison.most);
    return { ...comparison, median: middle, percentile95: percentile95(ratios), verdict };
  });
}

function verdictOf(ratio: number, most: number | undefined): Verdict {
  if (most === undefined) return "no goal";
  return ratio <= most ? "reached" : "MISSED";
}
