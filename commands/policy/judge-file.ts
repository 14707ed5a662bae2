import * as path from "node:path";
import { type PolicyPackConfig } from "@pulumi/policy";
import { planFile } from "../plan/planned-file";
import { ruleSettings } from "./configuration";
import { fileProgram, ownProgram } from "./file-program";
import { judged } from "./judge";
import { packDirectory, withPack } from "./pack";
import { previewed } from "./preview/preview";
import { type Verdict } from "./verdict";

/** How a subject is judged. */
export interface Judging {
  /** What a file changes of the pack's own configuration. */
  readonly changes: PolicyPackConfig;
  /** `YYYY-MM-DD`: exceptions and exemptions end. */
  readonly today: string;
  /** Where the pack is. Default: the project's own. */
  readonly pack?: string;
}

/**
 * Judges what a stack's file declares, as a preview of a stack would of which nothing is made yet. Needs no engine,
 * network, host or secret.
 *
 * @param program - what declares it. Default: the project's own
 * @throws Error if the file cannot be read, the program does not come to its end, or the pack does not judge
 */
export async function judgeFile(
  file: string,
  { changes, today, pack = packDirectory }: Judging,
  program = ownProgram,
): Promise<Verdict> {
  const { findings, missingIdentities, run } = fileProgram(
    file,
    planFile(file, today),
    stackOf(file),
    program,
  );
  const told = { subject: path.basename(file), kind: "file", plan: findings } as const;
  if (run === undefined) return { ...told, missingIdentities };
  // The program declares while the pack starts.
  const declaring = previewed(run);
  const judging = withPack(pack, async (served) =>
    judged(served, ruleSettings(served.info, changes), await declaring, today),
  );
  // Also after a failure nothing of it runs on.
  await Promise.allSettled([judging, declaring]);
  return { ...told, judgement: await judging, missingIdentities };
}

/** The stack whose file it is, by its name: `Pulumi.lab.yaml`. */
function stackOf(file: string): string {
  const name = path.basename(file);
  const [, stack = path.parse(name).name] = /^Pulumi\.(.+)\.ya?ml$/.exec(name) ?? [];
  return stack.replaceAll(/[^\w.-]/g, "-");
}
