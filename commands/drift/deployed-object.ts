import { specialSigKey as secretMarker } from "@pulumi/pulumi/runtime/rpc";
import { type Envelope, openEnvelope } from "../../model/remote/envelope";
import { type Connection } from "../../components/remote/host";
import { type StackExport } from "./stack-export";

/** A remote object as the stack last applied it. */
export interface DeployedObject {
  readonly urn: string;
  readonly connection: Connection;
  readonly envelope: Envelope;
  /** The envelope as it was sent. */
  readonly stdin: string;
}

/** Something that a provider has on a server. */
export interface ProviderResource {
  readonly urn: string;
  /** URN of the provider, which stands for the server that it was configured with. */
  readonly provider: string;
}

/** All that the stack has on servers, remote commands included. */
export function providerResources({ deployment }: StackExport): ProviderResource[] {
  return (deployment.resources ?? [])
    .filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:"))
    .map(({ urn, provider }) => ({ urn, provider: providerUrn(urn, provider) }));
}

/** The URN of what makes a resource, of a reference to it. @throws Error if nobody is said to make it */
export function providerUrn(urn: string, reference: string | undefined): string {
  if (reference === undefined) throw new Error(`the stack's export names no provider of ${urn}`);
  return reference.slice(0, reference.lastIndexOf("::"));
}

/** The remote objects of a stack. */
export interface DeployedObjects {
  readonly objects: readonly DeployedObject[];
  /** URNs of remote commands that carry no envelope of ours, so that nobody can tell what they left on their hosts. */
  readonly others: readonly string[];
}

/** What is read of every remote command of a stack. */
export function deployedObjects(stack: StackExport): DeployedObjects {
  const commands = (stack.deployment.resources ?? []).filter(
    ({ type }) => type === "command:remote:Command",
  );
  const read = commands.map(({ urn, inputs = {} }) => {
    const { stdin, connection } = plain(inputs) as { stdin?: unknown; connection?: unknown };
    const envelope = opened(stdin);
    return { urn, envelope, stdin: stdin as string, connection: connection as Connection };
  });
  return {
    objects: read.flatMap(({ envelope, ...one }) => (envelope ? [{ ...one, envelope }] : [])),
    others: read.filter(({ envelope }) => envelope === undefined).map(({ urn }) => urn),
  };
}

/** One that is broken is not ours either: it must not keep the others from being read. */
function opened(stdin: unknown): Envelope | undefined {
  try {
    return openEnvelope(stdin);
  } catch {
    return undefined;
  }
}

/**
 * The value with every secret in it unwrapped: the export wraps each as JSON beside a marker, and a plugin may mark
 * again what lies in a secret.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { plaintext } = value as { plaintext?: unknown };
  if (secretMarker in value && typeof plaintext === "string") return plain(JSON.parse(plaintext));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}
