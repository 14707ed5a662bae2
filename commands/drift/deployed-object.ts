import { type Envelope, openEnvelope } from "../../components/remote/envelope";
import { type Connection } from "../../components/remote/host";

/** A remote object as the stack last applied it. */
export interface DeployedObject {
  readonly urn: string;
  readonly connection: Connection;
  readonly envelope: Envelope;
  /** The envelope as it was sent. */
  readonly stdin: string;
}

/** What `pulumi stack export --show-secrets` prints, as far as drift needs it. */
export interface StackExport {
  readonly deployment: {
    readonly resources?: readonly {
      readonly urn: string;
      readonly type: string;
      readonly inputs?: Record<string, unknown>;
    }[];
  };
}

/** Every remote object of a stack. */
export function deployedObjects(stack: StackExport): DeployedObject[] {
  return (stack.deployment.resources ?? []).flatMap(({ urn, type, inputs = {} }) => {
    const stdin = type === "command:remote:Command" ? plain(inputs["stdin"]) : undefined;
    const envelope = openEnvelope(stdin);
    return envelope === undefined
      ? []
      : [
          {
            urn,
            envelope,
            stdin: stdin as string,
            connection: plain(inputs["connection"]) as Connection,
          },
        ];
  });
}

/** A secret's value: the export wraps it as JSON beside a marker. */
function plain(value: unknown): unknown {
  const text = (value as { plaintext?: unknown } | undefined)?.plaintext;
  return typeof text === "string" ? (JSON.parse(text) as unknown) : value;
}
