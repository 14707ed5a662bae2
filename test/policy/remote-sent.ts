import { type Envelope, sealEnvelope } from "../../model/remote/envelope";
import { type Platform } from "../../model/remote/platform";
import { type Sent } from "./support";

/** What a test says of an object on a host. */
export interface SentObject {
  readonly kind: string;
  /** Default: `subject`. */
  readonly identity?: string;
  readonly document?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Default: `pbs01`. */
  readonly host?: string;
  readonly platform?: Platform;
}

/** A command that tells a host of an object, as a program would send it; its name is the object's. */
export function sentObject(object: SentObject): Sent {
  const { kind, identity = "subject", host = "pbs01" } = object;
  const { document = {}, settings = {}, secrets = {}, platform = { name: "posix" } } = object;
  const envelope: Envelope = {
    ...{ contract: "backup-remote/1", platform, kind, identity, adopt: false, script: "true" },
    ...{ stack: "backup/lab", resource: identity, document, settings, secrets },
  };
  return {
    type: "command:remote:Command",
    name: identity,
    props: { create: "run", connection: { host }, stdin: sealEnvelope(envelope) },
  };
}
