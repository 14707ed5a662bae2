import { deployedObjects } from "../../../../commands/drift/deployed-object";
import { type StackExport } from "../../../../commands/drift/stack-export";
import { type DeployedThing } from "./change";

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  readonly provider?: string;
  readonly outputs?: Record<string, unknown>;
}

/** Everything that a stack has on a server. */
export function deployedThings(stack: StackExport): DeployedThing[] {
  const remote = new Map(
    deployedObjects(stack).objects.map(({ urn, envelope }) => [urn, envelope]),
  );
  const resources = (stack.deployment.resources ?? []) as readonly StoredResource[];
  return resources
    .filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:"))
    .map(({ urn, type, id = "", provider, outputs = {} }) => {
      const name = nameOf(urn);
      const envelope = remote.get(urn);
      return envelope === undefined
        ? { name, kind: type, id, applied: outputs, provider: providerNamed(provider) }
        : { name, kind: envelope.kind, id: envelope.identity, applied: envelope.document };
    });
}

/** The name in a reference to a provider, which is its URN and its id. */
const providerNamed = (reference = "") => reference.split("::").at(-2) ?? "";

const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
