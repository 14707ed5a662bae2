import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { type Finding } from "../../model/finding";
import { isRefused, type PlannedFile } from "../plan/planned-file";
import { stackConfiguration } from "./preview/stack-configuration";
import { type PreviewedProgram } from "./preview/preview";

/** The project's own program. */
export const ownProgram = path.join(projectRoot, "launcher.js");

/** What a stack's file would have a program declare, or why nothing is declared. */
export interface FileProgram {
  /** What is said of the file: errors refuse it. */
  readonly findings: readonly Finding[];
  /** Paths of machines' identities that the file lacks, and for which there are placeholders. */
  readonly missingIdentities: readonly string[];
  /** Left out where the file is refused, so that nothing runs. */
  readonly run?: PreviewedProgram;
}

/**
 * How a program is run for a stack's file, with placeholders for what nobody here may know.
 *
 * @param stack - its name, of which names on servers are made
 */
export function fileProgram(
  file: string,
  { plan, declared }: PlannedFile,
  stack: string,
  program = ownProgram,
): FileProgram {
  if (isRefused(plan)) return { findings: plan.findings, missingIdentities: [] };
  const { faults, missingIdentities, ...configuration } = stackConfiguration(file, declared, stack);
  const errors = faults.map((fault): Finding => ({ severity: "error", ...fault }));
  if (errors.length > 0) return { findings: [...errors, ...plan.findings], missingIdentities: [] };
  return { findings: plan.findings, missingIdentities, run: { program, stack, ...configuration } };
}
