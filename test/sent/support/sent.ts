import { type Envelope } from "../../../model/remote/envelope";
import { type RegisteredResource } from "../../support/estate";
import { envelopeOf } from "../../support/registered";
import { naiveEvent, naiveRuns } from "./naive-calendar";

/** When histories begin: midnight in the lab's zone, later elsewhere. */
export const start = Date.UTC(2026, 0, 1, 5);

export type Document = Readonly<Record<string, unknown>>;

/** Everything that is sent, by the product's own names. */
export class Sent {
  private readonly known = new Map<string, number[]>();

  constructor(
    private readonly resources: readonly RegisteredResource[],
    readonly zone: string,
  ) {}

  inputs(type: string): Document[] {
    return this.resources.filter((one) => one.type === type).map(({ inputs }) => inputs);
  }

  documents(kind: string): Document[] {
    return this.envelopes(kind).map(({ document }) => document);
  }

  envelopes(kind: string): Envelope[] {
    return this.resources
      .filter(({ type }) => type === "command:remote:Command")
      .map(envelopeOf)
      .filter((envelope) => envelope.kind === kind);
  }

  /** Jobs of several nodes have the same verifications, and each run takes a clock to find. */
  runs(schedule: unknown, years: number): number[] {
    const key = `${String(schedule)} ${years}`;
    const runs =
      this.known.get(key) ?? naiveRuns(naiveEvent(String(schedule)), this.zone, start, years * 366);
    this.known.set(key, runs);
    return runs;
  }
}
