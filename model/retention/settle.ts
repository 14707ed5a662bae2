import { type SettingsOf } from "../engines/settings";
import { type Engine, type WantedRetention } from "../estate";
import { type Demand, firstMissing } from "./demand";
import { type Dial, turnUp } from "./dial";
import { type History } from "./history";
import { day } from "./period";
import { type ProvenRetention, type Unprovable } from "./proven-retention";
import { type Rule } from "./rule";
import { simulate } from "./simulation";

/** A dial and how to speak of it. */
export interface NamedDial<E extends Engine> extends Dial {
  readonly engine: E;
  /** The value in words that a sentence can begin with: `keep-weekly 5`, `expire after 90 days`. */
  label(value: number): string;
  /** Every setting of the engine at that value, under its own names. */
  settings(value: number): SettingsOf[E];
  /** The rule of all settings together, where they keep more than the dial alone. Default: the dial's. */
  whole?(value: number): Rule;
  /** The rule of what is sent, where that is more than what is promised: it takes up more space. Default: `whole`. */
  sent?(value: number): Rule;
  /** About how many copies it takes, of an engine that keeps every one of the newest so many. Default: few enough. */
  readonly copies?: number;
  /** What is said when the least already does. Default: that it is as wanted. */
  readonly leastReason?: string;
  /** What is said besides, whatever the value. Default: nothing. */
  readonly also?: string;
}

/**
 * Most copies of one thing that an engine which thins nothing out is asked to keep: one an hour for more than a year. More
 * would be a mistake in how often copies are made or in how long each is wanted, and would take minutes to prove.
 */
const mostCopies = 10_000;

/** Turns the dial until the demand is fulfilled, and says what that guarantees and why it had to be turned. */
export function settle<E extends Engine>(
  history: History,
  wanted: WantedRetention,
  demand: Demand,
  engineDial: NamedDial<E>,
): ProvenRetention<E> | Unprovable {
  const [first] = history.backups;
  if (first === undefined) return nothingToKeep(wanted);
  if (engineDial.copies !== undefined && engineDial.copies > mostCopies) {
    return tooMany(wanted, engineDial.copies);
  }
  const dial = { ...engineDial, rule: once(engineDial.rule) };
  const turned = turnUp(history, demand, dial);
  if ("neededDays" in turned) return tooShort(wanted, history, turned.neededDays);
  const { value } = turned;
  const proof = dial.whole ? simulate(history, dial.whole(value)) : turned.proof;
  const space = dial.sent ? simulate(history, dial.sent(value)) : proof;
  const { engine, also } = dial;
  const reason = reasonFor(value, history, demand, dial);
  return {
    engine,
    wanted,
    settings: dial.settings(value),
    reason: also === undefined ? reason : `${reason}; ${also}`,
    proven: true,
    keepsAtLeastDays: proof.keepsAtLeastDays,
    oldestAtLeastDays: proof.oldestAtLeastDays,
    restorePoints: space.restorePoints,
    storedPoints: space.storedPoints,
    spanDays: Math.ceil(space.span / day),
    steadyAfterDays: Math.ceil((proof.steadyAt - first) / day),
  };
}

/** Makes the rule of each value once: some take long to make. */
function once(rule: (value: number) => Rule): (value: number) => Rule {
  const made = new Map<number, Rule>();
  return (value) => {
    const known = made.get(value) ?? rule(value);
    made.set(value, known);
    return known;
  };
}

function reasonFor<E extends Engine>(
  value: number,
  history: History,
  demand: Demand,
  dial: NamedDial<E>,
): string {
  if (value === dial.least) return dial.leastReason ?? `${dial.label(value)}, as wanted`;
  return `${dial.label(value)}, because ${shortcoming(value - 1, history, demand, dial)}`;
}

/** What is wrong with a value that is too small. */
function shortcoming(value: number, history: History, demand: Demand, dial: Dial): string {
  const { days } = demand;
  const rule = dial.rule(value);
  const { keepsAtLeastDays, oldestAtLeastDays } = simulate(history, rule);
  if ((keepsAtLeastDays ?? days) < days) return `${value} keeps only ${keepsAtLeastDays} days`;
  if ((oldestAtLeastDays ?? days) < days) {
    return `with ${value} the oldest copy is at times only ${oldestAtLeastDays} days old`;
  }
  // Of what nothing is ever let go of, as nothing has the time to prune it, only what the settings look back on counts.
  if (keepsAtLeastDays === null && rule.reach < days * day)
    return `with ${value} it looks back on less than ${days} days, and nothing was seen to prune`;
  const { count, kind } = firstMissing(history, rule, demand);
  return `with ${value} there are at times fewer than ${count} ${kind} copies`;
}

function nothingToKeep(wanted: WantedRetention): Unprovable {
  return {
    wanted,
    unprovable: "no backup is ever made, so there is nothing to keep",
    fix: "give the class a schedule that runs",
  };
}

function tooMany(wanted: WantedRetention, copies: number): Unprovable {
  return {
    wanted,
    unprovable: `it would take about ${copies} copies at a time, because this engine keeps all of the newest so many and thins nothing out; ${mostCopies} are allowed`,
    fix: "make copies less often, or ask for fewer days and counts; a second class that runs more rarely can keep the old ones",
  };
}

function tooShort(wanted: WantedRetention, history: History, neededDays: number): Unprovable {
  const years = (days: number) => Math.ceil((days / 365.25) * 10) / 10;
  return {
    wanted,
    unprovable: `it takes a history of ${years(neededDays)} years to prove it, and ${years(history.span / day)} were simulated`,
    fix: "ask for fewer years or counts",
  };
}
