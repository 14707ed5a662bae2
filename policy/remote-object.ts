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
  const envelope = openEnvelope(resource.props.stdin);
  return envelope && { ...envelope, resource };
}
