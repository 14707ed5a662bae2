import { table } from "../support/table";
import { type RuleCosts } from "./rules";
import {
  type Failure,
  type Figures,
  figuresOf,
  type Ratio,
  ratiosOf,
  type Sample,
} from "./figures";

/** What was measured, and on what. */
export interface Measured {
  readonly samples: readonly Sample[];
  readonly failures: readonly Failure[];
  /** Resources of the stack. */
  readonly resources: number;
  /** Remote objects that Ansible was given, of all that drift reads; `undefined` without Ansible. */
  readonly ansible?: { readonly version: string; readonly objects: number; readonly of: number };
  /** What the rules of the policy pack take for many resources. */
  readonly rules: RuleCosts;
}

/** Everything as JSON, single samples included. */
export function asJson({ samples, failures, resources, ansible, rules }: Measured): string {
  const [figures, ratios] = [figuresOf(samples), ratiosOf(samples)];
  return JSON.stringify({ resources, ansible, figures, ratios, rules, failures, samples }, null, 2);
}

const right = (title: string) => ({ title, align: "right" }) as const;

/** A table of figures, one of ratios with what is promised of them, and what has to be known to read them. */
export function describe(measured: Measured): string {
  const { samples, failures, resources, ansible, rules } = measured;
  const figures = table(
    [
      { title: "scenario" },
      right("median"),
      right("95 %"),
      right("runs"),
      right("memory"),
      right("SSH"),
    ],
    figuresOf(samples).map((row) => ({ cells: figureCells(row) })),
  );
  const ratios = table(
    [{ title: "ratio" }, right("median"), right("95 %"), right("goal"), { title: "verdict" }],
    ratiosOf(samples).map((row) => ({ cells: ratioCells(row) })),
  );
  const compared =
    ansible === undefined
      ? "Ansible was not run: --with-ansible."
      : `ansible-core ${ansible.version} checked ${ansible.objects} of the ${ansible.of} remote objects that drift reads.`;
  const failed = failures.map(
    ({ scenario, reason }) => `FAILED: ${scenario}: ${beginning(reason)}`,
  );
  const dear = describeRules(rules);
  const bare = `The floor: ${resources} empty components, and a pack without a rule.`;
  const end = `${resources} resources. ${compared}`;
  return [...figures, "", ...ratios, "", ...dear, "", ...failed, bare, end].join("\n");
}

/** Rules that are named; what the others take is in the sum. */
const dearest = 10;

function describeRules({ resources, costs }: RuleCosts): string[] {
  const total = costs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const shown = [
    ...costs.slice(0, dearest),
    { rule: `all ${costs.length} rules`, milliseconds: total },
  ];
  return table(
    [{ title: `rule, ${resources} resources` }, right("CPU"), right("a resource")],
    shown.map(({ rule, milliseconds }) => ({
      cells: [
        rule,
        `${milliseconds.toFixed(0)} ms`,
        `${((milliseconds * 1000) / resources).toFixed(1)} µs`,
      ],
    })),
  );
}

/** A page at most; all of it is in the JSON. */
const beginning = (reason: string) => reason.split("\n").slice(0, 12).join("\n");

function figureCells(row: Figures): string[] {
  return [
    row.scenario,
    `${row.median.toFixed(1)} s`,
    `${row.percentile95.toFixed(1)} s`,
    String(row.samples),
    `${row.peakMemoryMB.toFixed(0)} MB`,
    String(row.connections),
  ];
}

function ratioCells({ of, to, most, verdict, ...ratio }: Ratio): string[] {
  return [
    `${of} / ${to}`,
    times(ratio.median),
    times(ratio.percentile95),
    most === undefined ? "-" : `at most ${most}`,
    verdict,
  ];
}

const times = (ratio: number | undefined) => (ratio === undefined ? "-" : ratio.toFixed(2));
