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
  return (sides, today) =>
    withPack(directory, async (pack) => {
      const settings = ruleSettings(pack.info);
      const verdicts: Verdicts[] = [];
      // One pack for both, and so one after the other.
      for (const side of sides) {
        const judgement = await judged(pack, settings, await side, today);
        if (judgement.rules.length === 0) throw new Error("every rule is switched off");
        verdicts.push(verdictsOf(judgement));
      }
      return verdicts;
    });
}

/** The project's own pack, with its own configuration, as `npm run policy` asks it. */
export const askOwnPack = askPackIn(packDirectory);
