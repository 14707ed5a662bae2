import { type Envelope, openEnvelope } from "../model/remote/envelope";
import { type ResourceOf } from "./resource";

/** An object on a host as the stack's contract tells it: its document is what the product will be told. */
export type RemoteObject = Pick<
  Envelope,
  "kind" | "identity" | "document" | "settings" | "secrets" | "platform"
> & {
  /** The command that carries it. */
  readonly resource: ResourceOf<"command:remote:Command">;
};

/** The object that a command tells its host of. `undefined` if the command is not of the contract. @throws UnknownIn */
export function remoteObjectOf(
  resource: ResourceOf<"command:remote:Command">,
): RemoteObject | undefined {
  const envelope = envelopeIn(resource.props.stdin);
  return envelope && { ...envelope, resource };
}

/** The whole envelope that standard input carries; `undefined` where it carries none that can be read. */
export function envelopeIn(stdin: unknown): Envelope | undefined {
  const envelope = opened(stdin);
  return isWhole(envelope) ? envelope : undefined;
}

/** Whether two objects are on one host. @throws UnknownIn */
export function onOneHost(one: RemoteObject, other: RemoteObject): boolean {
  return one.resource.props.connection?.host === other.resource.props.connection?.host;
}

/**
 * Whether a command says that it is of the contract and cannot be read: then no rule of objects judges it.
 *
 * @throws UnknownIn
 */
export function isUnreadable({ props }: ResourceOf<"command:remote:Command">): boolean {
  const stdin: unknown = props.stdin;
  const claims = typeof stdin === "string" && stdin.includes('"backup-remote/1"');
  return claims && envelopeIn(stdin) === undefined;
}

/** What a parser says of a text may quote it, and there are secrets in it: so nothing of that is passed on. */
function opened(stdin: unknown): Partial<Envelope> | undefined {
  try {
    return openEnvelope(stdin);
  } catch {
    return undefined;
  }
}

function isWhole(envelope: Partial<Envelope> | undefined): envelope is Envelope {
  const { kind, identity, document, settings, secrets } = envelope ?? {};
  const isTable = (part: unknown) => typeof part === "object" && part !== null;
  return (
    typeof kind === "string" &&
    typeof identity === "string" &&
    [document, settings, secrets].every(isTable)
  );
}
