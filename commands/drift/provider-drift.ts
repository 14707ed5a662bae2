import { runPulumi } from "../sandbox/pulumi";
import { type Difference, differences } from "./difference";

/** A resource of a provider that is not on its server as the state has it. */
export interface ProviderDrift {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: "different" | "absent";
  readonly differences: readonly Difference[];
}

/** What `pulumi refresh --preview-only --json` prints, as far as drift needs it; its secrets are blacked out. */
export interface RefreshPreview {
  readonly steps?: readonly {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: ResourceState;
    readonly newState?: ResourceState;
  }[];
}

interface ResourceState {
  readonly type: string;
  readonly outputs?: Record<string, unknown>;
}

/**
 * Has every provider read its resources on their servers; changes nothing.
 *
 * @param options - `--stack NAME`, or nothing for the environment's own
 * @throws Error with what the engine said if a server cannot be read
 */
export async function readProviders(
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ProviderDrift[]> {
  const preview = ["refresh", "--preview-only", "--json", ...options];
  return providerDrift(JSON.parse(await runPulumi(preview, environment)) as RefreshPreview);
}

/** What of a preview is drift: the other steps say `refresh` for a resource that is as it was. */
export function providerDrift({ steps = [] }: RefreshPreview): ProviderDrift[] {
  return steps
    .filter(({ op }) => op in kinds)
    .map(({ op, urn, oldState, newState }) => ({
      urn,
      type: oldState?.type ?? "",
      name: urn.split("::").at(-1) ?? urn,
      kind: kinds[op as keyof typeof kinds],
      differences: op === "delete" ? [] : visibleDifferences(oldState, newState),
    }));
}

/** Secrets are blacked out on both sides, so of one that differs nothing but that can be said. */
function visibleDifferences(before?: ResourceState, after?: ResourceState): Difference[] {
  const found = differences(before?.outputs ?? {}, after?.outputs ?? {});
  const secret = { property: "a secret", wanted: "[secret]", observed: "another [secret]" };
  return found.length > 0 ? found : [secret];
}

const kinds = { update: "different", delete: "absent" } as const;
