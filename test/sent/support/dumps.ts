import { type Plan, type PlannedCopy } from "../../../model/plan/plan";
import { naiveForget, type NaiveForget } from "../../model/retention/support/naive-restic";
import { play } from "../../model/retention/support/naive-replay";
import { tooFew } from "./naive-exports";
import { type Sent } from "./sent";

const day = 24 * 3_600_000;

interface DumpDocument {
  readonly timers: Readonly<Record<string, string>>;
  readonly config: NaiveForget;
}

/**
 * Dumps: when the timer runs, and what restic leaves after each.
 *
 * @param yearsFor - how long a history shows what a copy promises
 */
export function dumpsKeepTheirPromise(
  sent: Sent,
  plan: Plan,
  yearsFor: (copy: PlannedCopy) => number,
): void {
  const [copy] = plan.copies.filter(({ engine }) => engine === "dump");
  const [envelope] = sent.envelopes("postgres dump");
  if (copy === undefined || envelope === undefined) throw new Error("the plan has no dump");
  const { config } = envelope.document as unknown as DumpDocument;
  const [timer] = Object.values(envelope.settings?.["timers"] as Record<string, string>);
  const [, event] = /^OnCalendar=(.*) \S+$/m.exec(timer ?? "") ?? [];
  const years = yearsFor(copy);
  const dumps = sent.runs(event, years);
  expect(dumps).toEqual(sent.runs(copy.schedule, years));
  const { keepsAtLeastDays, oldestAtLeastDays, steadyAfterDays, wanted } = copy.retention;
  const steady = (dumps[0] as number) + (steadyAfterDays as number) * day;
  const played = play(dumps, dumps, steady, (held, now) => {
    const left = naiveForget(held, config);
    if (now >= steady) expect(tooFew(left, wanted, sent.zone)).toEqual([]);
    return left;
  });
  expect(played.youngestRemoved).toBeGreaterThanOrEqual((keepsAtLeastDays ?? 0) * day);
  expect(played.youngestOldest).toBeGreaterThanOrEqual((oldestAtLeastDays ?? 0) * day);
}
