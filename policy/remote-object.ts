import { gunzipSync } from "node:zlib";
import { type Envelope, hasMark, openEnvelope, packedIn } from "../model/remote/envelope";
import { unpackText } from "../model/remote/packed-text";
import { withDecoded } from "./encoded-text";
import { Remembered } from "../lib/remembered";
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
  const read = () => {
    const envelope = opened(stdin);
    return isWhole(envelope) ? envelope : undefined;
  };
  return typeof stdin === "string" ? envelopes.of(stdin, read) : read();
}

/** Every rule for objects on hosts asks for each of them. */
const envelopes = new Remembered<Envelope | undefined>(500);

/** The port of SSH (RFC 4253), which a connection has unless it says another. */
const sshPort = 22;

/** Whether two objects are on one host: behind one address there may be several, each at a port of its own. @throws UnknownIn */
export function onOneHost(one: RemoteObject, other: RemoteObject): boolean {
  const [here, there] = [one, other].map(({ resource }) => resource.props.connection);
  return here?.host === there?.host && (here?.port ?? sshPort) === (there?.port ?? sshPort);
}

/**
 * Whether a text is meant for the contract: it has the mark somewhere, in whatever way it is written, or is an envelope in all
 * but the mark, which hosts do not look at.
 */
export function isOfContract(text: unknown): boolean {
  if (typeof text !== "string") return false;
  return hasMark(text) || hasMark(withDecoded(text)) || isUnmarked(text);
}

function isUnmarked(text: string): boolean {
  const { script, ...parts } = tableIn(text);
  return typeof script === "string" && ["document", "sealed"].some((part) => part in parts);
}

/** Object of JSON; one without anything, where the text is none. */
function tableIn(text: string): Readonly<Record<string, unknown>> {
  if (!text.trimStart().startsWith("{")) return {};
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** What a parser says of a text may quote it, and there are secrets in it: so nothing of that is passed on. */
function opened(stdin: unknown): Partial<Envelope> | undefined {
  try {
    return isReadAlike(stdin) ? openEnvelope(stdin) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether what is judged is what a host reads: its gzip gives out all that was packed together (gzip(1), "ADVANCED
 * USAGE"), whatever stands behind the part that was looked at.
 */
function isReadAlike(stdin: unknown): boolean {
  const packed = typeof stdin === "string" ? packedIn(stdin) : undefined;
  if (packed === undefined) return true;
  return gunzipSync(Buffer.from(packed, "base64")).toString() === unpackText(packed);
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
