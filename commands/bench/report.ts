import { table } from "../support/table";
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
}

/** Everything as JSON, single samples included. */
export function asJson({ samples, failures, resources, ansible }: Measured): string {
  const [figures, ratios] = [figuresOf(samples), ratiosOf(samples)];
  return JSON.stringify({ resources, ansible, figures, ratios, failures, samples }, null, 2);
}

const right = (title: string) => ({ title, align: "right" }) as const;

/** A table of figures, one of ratios with what is promised of them, and what has to be known to read them. */
export function describe(measured: Measured): string {
  const { samples, failures, resources, ansible } = measured;
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
  return [...figures, "", ...ratios, "", ...failed, `${resources} resources. ${compared}`].join(
    "\n",
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
