import { withDecoded } from "../../encoded-text";
import { envelopeIn } from "../../remote-object";
import { type Resource, type ResourceOf } from "../../resource";
import { type Stack } from "../../stack";

const commandTypes = ["command:remote:Command", "command:local:Command"] as const;
type Command = ResourceOf<(typeof commandTypes)[number]>;

/** What a command says of a product that keeps a repository in buckets: what may be the names of those. */
interface Repository {
  readonly product: "Veeam" | "Proxmox Backup Server";
  readonly names: readonly string[];
}

/**
 * The product that keeps a repository of its own in a bucket, `undefined` if none does: it locks objects itself, or has
 * to delete them. Nobody says so of a bucket, so whatever a stack tells a host is read generously: any property of a Veeam object that
 * is called after a bucket, the backend of a datastore, or a script that adds a repository and has the bucket's name in it.
 *
 * @param bucket - or a setting of it, which has its name in the same property
 * @throws UnknownIn while it is not known what a command says, or what the bucket is called
 */
export function repositoryIn(
  { props }: Resource<{ readonly bucket?: string }>,
  stack: Stack,
): Repository["product"] | undefined {
  // Each bucket asks for them, and all commands are read for the answer.
  const named = stack.once("repositories", () =>
    stack.ofType(commandTypes).flatMap(repositoriesOf),
  );
  // A bucket that has no name yet is none that nobody names.
  if (named.length === 0) return undefined;
  const { bucket } = props;
  return named.find(({ names }) => names.some((name) => name === bucket))?.product;
}

function repositoriesOf({ props }: Command): readonly Repository[] {
  const envelope = envelopeIn(props.stdin);
  if (envelope === undefined) return scriptedIn([props.create, props.update, props.stdin]);
  const { kind, document, settings } = envelope;
  if (kind === "pbs datastore") return datastoreIn(document["backend"]);
  if (!kind.startsWith("veeam ")) return [];
  const names = bucketsIn({ document, settings }, false);
  return names.length === 0 ? [] : [{ product: "Veeam", names }];
}

/** A backend is a list of properties with commas between: `bucket=NAME,client=ENDPOINT,type=s3`. */
function datastoreIn(backend: unknown): readonly Repository[] {
  const name = /(?:^|,)bucket=([^,]+)/.exec(String(backend))?.[1];
  return name === undefined ? [] : [{ product: "Proxmox Backup Server", names: [name] }];
}

/** Every text in properties that are called after buckets. */
function bucketsIn(value: unknown, isBucket: boolean): readonly string[] {
  if (typeof value === "string") return isBucket ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    bucketsIn(part, isBucket || /bucket/i.test(key)),
  );
}

/** Cmdlets of Veeam PowerShell that add or change a repository in an object storage of that interface. */
const cmdlet = /\b(Add|Set)-VBR\w*S3\w*Repository\b/i;

/** Every word of a script that can be the name of a bucket: letters, digits, periods and hyphens. */
function scriptedIn(texts: readonly (string | undefined)[]): readonly Repository[] {
  const script = withDecoded(texts.join("\n"));
  return cmdlet.test(script) ? [{ product: "Veeam", names: script.split(/[^\w.-]+/) }] : [];
}
