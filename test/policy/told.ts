import { type Platform } from "../../model/remote/platform";
import { sentObject } from "./remote-sent";
import { type Sent } from "./support";

/** What of a command is not the document. */
interface Command extends Omit<Partial<Sent>, "type" | "props"> {
  readonly identity?: string;
  /** Where it is sent. Default: `host`. */
  readonly host?: string;
  readonly platform?: Platform;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The command that tells a host of an object, as the stack's contract has it; without a name of its own. */
export function told(kind: string, document: Record<string, unknown>, more: Command = {}): Sent {
  const { identity = "object", host = "host", platform, settings, ...sent } = more;
  const { type, props } = sentObject({
    ...{ kind, identity, host, document },
    ...(platform === undefined ? {} : { platform }),
    ...(settings === undefined ? {} : { settings }),
  });
  return { type, props, ...sent };
}
