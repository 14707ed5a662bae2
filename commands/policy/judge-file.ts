import * as path from "node:path";
import { type PolicyPackConfig } from "@pulumi/policy";
import { projectRoot } from "../../lib/project-root";
import { type Finding } from "../../model/finding";
import { isRefused, planFile } from "../plan/planned-file";
import { ruleSettings } from "./configuration";
import { judged } from "./judge";
import { packDirectory, withPack } from "./pack";
import { previewed } from "./preview/preview";
import { stackConfiguration } from "./preview/stack-configuration";
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

/** The project's own program. */
export const ownProgram = path.join(projectRoot, "launcher.js");

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
  const { plan, declared } = planFile(file, today);
  const stack = stackOf(file);
  const refused = { subject: path.basename(file), kind: "file", missingIdentities: [] } as const;
  if (isRefused(plan)) return { ...refused, plan: plan.findings };
  const { faults, missingIdentities, ...configuration } = stackConfiguration(file, declared, stack);
  const errors = faults.map((fault): Finding => ({ severity: "error", ...fault }));
  if (errors.length > 0) return { ...refused, plan: [...errors, ...plan.findings] };
  // The program declares while the pack starts.
  const declaring = previewed({ program, stack, ...configuration });
  const judging = withPack(pack, async (served) =>
    judged(served, ruleSettings(served.info, changes), await declaring, today),
  );
  // Also after a failure nothing of it runs on.
  await Promise.allSettled([judging, declaring]);
  const judgement = await judging;
  return { ...refused, judgement, plan: plan.findings, missingIdentities };
}

/** The stack whose file it is, by its name: `Pulumi.lab.yaml`. */
function stackOf(file: string): string {
  const name = path.basename(file);
  const [, stack = path.parse(name).name] = /^Pulumi\.(.+)\.ya?ml$/.exec(name) ?? [];
  return stack.replaceAll(/[^\w.-]/g, "-");
}
