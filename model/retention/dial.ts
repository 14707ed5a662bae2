import { type Demand, proofOf } from "./demand";
import { type History } from "./history";
import { day } from "./period";
import { type Rule } from "./rule";
import { type Proof } from "./simulation";

/** The one setting of an engine that is turned up until a retention is kept. */
export interface Dial {
  /** Smallest value allowed. */
  readonly least: number;
  /** Where to begin to look. */
  readonly guess: number;
  /** What the engine does at that value. */
  readonly rule: (value: number) => Rule;
}

/** A dial's value that is proved, or how long a history would have to be to prove one. */
export type Turned =
  { readonly value: number; readonly proof: Proof } | { readonly neededDays: number };

/** After the history has become steady, a year shows every phase of weeks against months. */
const observed = 366 * day;

/** Days that a history must have to prove what a rule keeps. */
function neededDays(rule: Rule): number {
  return Math.ceil((rule.reach + observed) / day);
}

/**
 * The smallest value that fulfils the demand, given that turning up never keeps less. Whatever is answered does
 * fulfil it, and one less does not.
 */
export function turnUp(history: History, demand: Demand, dial: Dial): Turned {
  const provable = (value: number) => dial.rule(value).reach + observed <= history.span;
  let proof: Proof | undefined;
  const holds = (value: number) => {
    const found = provable(value) ? proofOf(history, dial.rule(value), demand) : undefined;
    proof = found ?? proof;
    return found !== undefined;
  };
  const guess = Math.max(dial.least, dial.guess);
  let [fails, good] = [dial.least - 1, provable(guess) ? guess : dial.least];
  for (let step = 1; !holds(good); step *= 2) {
    while (step > 0 && !provable(good + step)) step = Math.floor(step / 2);
    if (step === 0) return { neededDays: neededDays(dial.rule(good + 1)) };
    [fails, good] = [good, good + step];
  }
  for (let step = 1; good - step > fails; step *= 2) {
    if (!holds(good - step)) fails = good - step;
    else good -= step;
  }
  while (good - fails > 1) {
    const middle = Math.floor((good + fails) / 2);
    if (holds(middle)) good = middle;
    else fails = middle;
  }
  // Whatever held last is what `good` is.
  return { value: good, proof: proof as Proof };
}
