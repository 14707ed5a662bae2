import { mapRecord } from "../../model/record";
import { messageOf } from "../../lib/progress/message-of";
import { runPulumi } from "../stack/pulumi";
import { type ProviderDrift } from "./provider-drift";
import { exportStack, type StackExport } from "./stack-export";

/** What became of the entry in the state of a resource that is gone. */
export interface Forgotten {
  readonly drift: ProviderDrift;
  /** Why it is still there; left out where it is not. */
  readonly refused?: string;
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
    const exported = await exportStack(options, environment, "sealed");
    const left = without(exported, new Set(drift.map(urnOf)));
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
export function without(stack: StackExport, urns: ReadonlySet<string>): StackExport {
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
