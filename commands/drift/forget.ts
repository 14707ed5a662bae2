import { mapRecord } from "../../model/record";
import { messageOf } from "../../lib/progress/message-of";
import { runPulumi } from "../stack/pulumi";
import { type ProviderDrift } from "./provider-drift";

/** What became of the entry in the state of a resource that is gone. */
export interface Forgotten {
  readonly drift: ProviderDrift;
  /** Why it is still there; left out where it is not. */
  readonly refused?: string;
}

/** A deployment as `pulumi stack export` prints it, as far as it is changed here. */
export interface ExportedStack {
  readonly deployment: { readonly resources?: readonly ExportedResource[] };
}

export interface ExportedResource {
  readonly urn: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly deletedWith?: string;
}

/**
 * Takes resources that are gone, and whose plugin does not see it, out of the state, where they would stop every
 * refresh and destroy. Nothing is done on a server. What depends on one stays, which is why this is no
 * `pulumi state delete`.
 *
 * @param options - `--stack NAME`, or nothing for the environment's own
 */
export async function forgetAll(
  drift: readonly ProviderDrift[],
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Forgotten[]> {
  if (drift.length === 0) return [];
  try {
    const exported = await runPulumi(["stack", "export", ...options], environment, "", "secret");
    const left = without(JSON.parse(exported) as ExportedStack, new Set(drift.map(urnOf)));
    await runPulumi(["stack", "import", ...options], environment, JSON.stringify(left), "secret");
    return drift.map((one) => ({ drift: one }));
  } catch (error) {
    return drift.map((one) => ({ drift: one, refused: messageOf(error) }));
  }
}

const urnOf = ({ urn }: ProviderDrift) => urn;

/**
 * The stack without those resources, and without a word of them in any other.
 *
 * @throws Error naming a resource that lies in one of them
 */
export function without(stack: ExportedStack, urns: ReadonlySet<string>): ExportedStack {
  const isKept = (urn: string) => !urns.has(urn);
  const left = (stack.deployment.resources ?? []).filter(({ urn }) => isKept(urn));
  const orphan = left.find(({ parent }) => parent !== undefined && urns.has(parent));
  if (orphan !== undefined) throw new Error(`${orphan.urn} lies in what is gone`);
  const resources = left.map(({ deletedWith, ...resource }) => ({
    ...resource,
    ...(deletedWith !== undefined && isKept(deletedWith) ? { deletedWith } : {}),
    ...(resource.dependencies ? { dependencies: resource.dependencies.filter(isKept) } : {}),
    ...(resource.propertyDependencies
      ? {
          propertyDependencies: mapRecord(
            resource.propertyDependencies,
            (on) => on && on.filter(isKept),
          ),
        }
      : {}),
  }));
  return { ...stack, deployment: { ...stack.deployment, resources } };
}
