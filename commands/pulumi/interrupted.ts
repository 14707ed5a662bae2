import { exportStack } from "../drift/stack-export";
import { nameOf } from "../drift/resource-name";
import { pulumiCommand } from "../stack/command-words";
import { namedStack, stackOptions } from "../stack/option-value";

/** An operation of which the engine does not know whether it was done (Pulumi SDK, `apitype.OperationV2`). */
interface PendingOperation {
  readonly type: string;
  readonly resource: { readonly urn: string };
}

/** How many are named. */
const shown = 5;

/**
 * What a person is told before an update of a stack of which an earlier update was killed; nothing if none was. Those of an
 * update that is under way look the same. The engine says it too, but the refresh that it advises finds nothing whose creation was interrupted.
 *
 * @param args - a command line of the Pulumi CLI that names its stack
 */
export async function describeInterrupted(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const stack = namedStack(args);
  if (stack === undefined || !/^up(date)?$/.test(pulumiCommand(args)?.name ?? "")) return undefined;
  // What cannot be read the update itself says.
  const reading = exportStack(stackOptions(args), environment, "sealed");
  const exported = await reading.catch(() => undefined);
  const pending = (exported?.deployment.pending_operations ?? []) as readonly PendingOperation[];
  return pending.length === 0 ? undefined : describe(stack, pending);
}

function describe(stack: string, pending: readonly PendingOperation[]): string {
  const named = pending
    .slice(0, shown)
    .map(({ type, resource }) => `${type} ${nameOf(resource.urn)}`);
  const more = pending.length - named.length;
  return (
    `Begun in ${stack}, and not known to have ended: ${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}. ` +
    "Unless an update is under way, which then refuses this one, it was killed in them, and whether they were done only the " +
    `servers know: npm run recover -- --stack ${stack} asks them and takes up what is there. ` +
    "This update goes on without asking, and applies them again."
  );
}
