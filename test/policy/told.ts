import { sealEnvelope } from "../../model/remote/envelope";
import { type Platform } from "../../model/remote/platform";
import { type Sent } from "./support";

/** What of a command is not the document. */
interface Command extends Omit<Partial<Sent>, "type" | "props"> {
  readonly identity?: string;
  /** Where it is sent. Default: `host`. */
  readonly host?: string;
  readonly platform?: Platform;
}

/** The command that tells a host of an object, as the stack's contract has it. */
export function told(kind: string, document: Record<string, unknown>, more: Command = {}): Sent {
  const { identity = "object", host = "host", platform = { name: "posix" }, ...sent } = more;
  const stdin = sealEnvelope({
    contract: "backup-remote/1",
    ...{ platform, kind, identity, document },
    ...{ stack: "backup/lab", resource: "subject", adopt: false },
    ...{ settings: {}, secrets: {}, script: "true" },
  });
  return {
    type: "command:remote:Command",
    props: { connection: { host, hostKey: "ssh-ed25519 AAAA" }, stdin },
    ...sent,
  };
}
