import * as path from "node:path";
import { ruleSettings } from "./configuration";
import { type Judging } from "./judge-file";
import { judged } from "./judge";
import { packDirectory, withPack } from "./pack";
import { readState } from "./state/exported-state";
import { judgedState, sealedReason } from "./state/state-resources";
import { type Verdict } from "./verdict";

/**
 * Judges an exported state, each resource by its inputs and the stack by its outputs, as the engine does.
 *
 * @returns the verdict, and the name of the stack
 * @throws Error if the file is no state of this project, or the pack does not judge
 */
export async function judgeState(
  file: string,
  { changes, today, pack = packDirectory }: Judging,
): Promise<Verdict & { readonly stack: string }> {
  const state = readState(file);
  const { resources, notJudged } = judgedState(state);
  const judgement = await withPack(pack, (served) =>
    judged(served, ruleSettings(served.info, changes), resources, today),
  );
  return {
    subject: `${path.basename(file)}, the state of the stack ${state.stack}`,
    ...{ kind: "state", plan: [], missingIdentities: [], stack: state.stack },
    judgement: {
      ...judgement,
      notJudged: [
        ...notJudged,
        // Everything of a state is known but what is encrypted.
        ...judgement.notJudged.map((one) =>
          one.property === undefined ? one : { ...one, reason: sealedReason },
        ),
      ],
    },
  };
}
