import { canonicalJson } from "../canonical-json";
import { withoutEscapes } from "../escapes";
import { packText, unpackText } from "./packed-text";
import { type Platform } from "./platform";
import { openValue, type SealedValue, sealValue } from "./sealed-value";
import { refuseUnsendable } from "./unsendable";

/**
 * What may be done with a remote object. `create` is for what the stack has never made, and refuses what is there already;
 * `apply` is for its own. Those two and `read` print the object as observed, in canonical JSON. `claim`, on POSIX hosts
 * alone, refuses like `create` and makes nothing; `survey`, there alone as well, is a `read` that tells what would have to
 * go for the object where there is none.
 */
export type RemoteAction = "claim" | "create" | "apply" | "read" | "survey" | "remove";

/**
 * What travels on standard input to a host: the script, and the state that is wanted. It is the whole
 * contract between the stack and a host, the same for POSIX shell and PowerShell; the command line beside it
 * is fixed and free of data.
 */
export interface Envelope {
  /** Marks documents of this stack among the inputs of other commands. */
  readonly contract: "backup-remote/1";
  readonly platform: Platform;
  /** What the object is, for people: `pbs prune-job`. */
  readonly kind: string;
  /** The object's name on the host. */
  readonly identity: string;
  /** `PROJECT/STACK`: whose the object is. */
  readonly stack: string;
  /** The resource's name in the stack, by which `backup:adopt` takes the object over. */
  readonly resource: string;
  /** Whether `create` may change what is there already. */
  readonly adopt: boolean;
  /** The state that is wanted, in the product's own words. Read-back must equal it. */
  readonly document: Record<string, unknown>;
  /** Facts the script needs that are not part of the state, such as which verb to use. */
  readonly settings: Record<string, unknown>;
  /** Values that are never printed and never part of the state that is compared. */
  readonly secrets: Record<string, string>;
  readonly script: string;
}

/** An envelope for PowerShell, whose readers of JSON would change what is in it. */
type SealedEnvelope = Pick<Envelope, "contract" | "platform" | "script"> & {
  readonly sealed: SealedValue;
};

/**
 * An envelope for a POSIX host, whose scripts and programs are most of a state and of what the engine passes on. In this
 * form alone the host looks for it (`shell.ts`); whatever else is in a text, is what its parts say.
 */
const packedForm = /^\{"contract":"backup-remote\/1","packed":"([A-Za-z0-9+/]+={0,2})"\}$/;

/** Characters of an envelope for Windows. Source: `MaxJsonLength` of Windows PowerShell 5.1, 2,097,152. */
const windowsLimit = 2_000_000;

/**
 * The envelope as it is sent.
 *
 * @throws Error naming what could not arrive unchanged
 */
export function sealEnvelope(envelope: Envelope): string {
  const { contract, platform, script, ...content } = envelope;
  const what = `${envelope.kind} ${envelope.identity}`;
  refuseUnsendable(what, { ...content, script });
  if (platform.name === "posix")
    return JSON.stringify({ contract, packed: packText(canonicalJson(envelope)) });
  const sealed = sealValue(content);
  const text = canonicalJson({ contract, platform, script, sealed } satisfies SealedEnvelope);
  if (text.length > windowsLimit) {
    throw new Error(`${what}: is ${text.length} characters; a Windows host takes ${windowsLimit}`);
  }
  return text;
}

const mark = "backup-remote/1";

/** The mark as a value of JSON; in a text within a text, its quotes have backslashes before them. */
const quotedMark = /"backup-remote\/1\\*"/;

/**
 * Whether a text has the mark of the contract in it, however JSON may spell that: `backup-remote\/1` and
 * `\u0062ackup-remote/1` are the same to whoever parses them.
 */
export function hasMark(text: string): boolean {
  return quotedMark.test(text) || (text.includes("\\") && quotedMark.test(withoutEscapes(text)));
}

/**
 * The envelope inside of a command's standard input, or `undefined` if the command is not one of ours.
 *
 * @throws Error where a text that has the mark cannot be parsed
 */
export function openEnvelope(stdin: unknown): Envelope | undefined {
  if (typeof stdin !== "string" || !hasMark(stdin)) return undefined;
  const parsed = JSON.parse(unpacked(stdin)) as Envelope | SealedEnvelope | null;
  if (parsed?.contract !== mark) return undefined;
  if (!("sealed" in parsed)) return parsed;
  const { sealed, ...open } = parsed;
  return { ...open, ...(openValue(sealed) as Omit<Envelope, keyof typeof open>) };
}

/** What a text has been packed as, in Base64; `undefined` where it was not. */
export function packedIn(stdin: string): string | undefined {
  return packedForm.exec(stdin)?.[1];
}

function unpacked(stdin: string): string {
  const packed = packedIn(stdin);
  return packed === undefined ? stdin : unpackText(packed);
}
