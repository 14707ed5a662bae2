import { ruleSettings } from "../policy/configuration";
import { judged } from "../policy/judge";
import { type JudgedResource } from "../policy/judged-resource";
import { packDirectory, withPack } from "../policy/pack";
import { type Verdicts, verdictsOf } from "./verdicts";

/** Asks the policy pack about what each side declares. */
export type AskPack = (
  sides: readonly Promise<readonly JudgedResource[]>[],
  today: string,
) => Promise<readonly Verdicts[]>;

/** @throws Error (of the promise) with what the pack said, if it does not judge */
export function askPackIn(directory: string): AskPack {
  // A pack remembers what it has told, so each side has its own.
  const ask = (side: Promise<readonly JudgedResource[]>, today: string) =>
    withPack(directory, async (pack) => {
      const judgement = await judged(pack, ruleSettings(pack.info), await side, today);
      if (judgement.rules.length === 0) throw new Error("every rule is switched off");
      return verdictsOf(judgement);
    });
  return (sides, today) => Promise.all(sides.map((side) => ask(side, today)));
}

/** The project's own pack, with its own configuration, as `npm run policy` asks it. */
export const askOwnPack = askPackIn(packDirectory);
