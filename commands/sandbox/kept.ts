import { runPulumi } from "../stack/pulumi";

interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly inputs?: Record<string, unknown>;
}

/**
 * What a destroy left, because it holds backups or because backups cannot be read without it.
 *
 * @param options - those that name the stack; none: the environment's own
 */
export async function describeKept(
  environment: NodeJS.ProcessEnv,
  options: readonly string[] = [],
): Promise<string> {
  const exported = await runPulumi(["stack", "export", ...options], environment);
  const { deployment } = JSON.parse(exported) as {
    deployment: { resources?: readonly ExportedResource[] };
  };
  const kept = (deployment.resources ?? []).filter(
    ({ protect, id }) => protect && id !== undefined,
  );
  if (kept.length === 0) return "Nothing is left: the stack had nothing that could hold backups.";
  return [
    "Left in place, because it can hold backups or because they cannot be read without it:",
    ...kept.map(
      ({ type, urn, id }) => `  ${type.split(":").at(-1)}  ${urn.split("::").at(-1)}  (${id})`,
    ),
    "To let go of one of them: pulumi state unprotect URN, then destroy; the real thing still stays.",
  ].join("\n");
}
