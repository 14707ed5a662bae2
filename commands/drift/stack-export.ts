import { runPulumi } from "../stack/pulumi";

/** A stack as `pulumi stack export` prints it, as far as it is read and changed here. */
export interface StackExport {
  readonly deployment: {
    readonly resources?: readonly ExportedResource[];
    /** What an update that was killed had begun; nobody knows whether it was done. */
    readonly pending_operations?: readonly unknown[];
  };
}

/** A resource of it. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  /** By which its provider knows it. */
  readonly id?: string;
  /** A provider has it on a server; a component has none. */
  readonly custom?: boolean;
  readonly inputs?: Record<string, unknown>;
  /** The provider's URN and, behind another `::`, its id. */
  readonly provider?: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly deletedWith?: string;
}

/**
 * Exports a stack.
 *
 * @param options - `--stack NAME`, or nothing for the environment's own
 * @param secrets - `plain`, or `sealed` as the stack has them
 */
export async function exportStack(
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
  secrets: "plain" | "sealed",
): Promise<StackExport> {
  const shown = secrets === "plain" ? ["--show-secrets"] : [];
  const args = ["stack", "export", ...shown, ...options];
  return JSON.parse(await runPulumi(args, environment, "", "secret")) as StackExport;
}
