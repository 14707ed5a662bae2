import * as pulumi from "@pulumi/pulumi";
import { messageOf } from "../../lib/progress/message-of";
import { type Difference, differences, withoutOpeners } from "./difference";
import { type Envelope } from "../../model/remote/envelope";
import { type Host } from "./host";
import { inTurn } from "./host-turn";

/** What an output knows of itself, and the SDK does not declare. */
interface Knowing {
  readonly isKnown: Promise<boolean>;
}

/**
 * Says in a preview what taking an object over would change, and reads it for that. What cannot be seen is an error: an
 * update would overwrite it blindly.
 *
 * @param ask - reads it. Default: over SSH
 */
export function previewAdoption(
  resource: pulumi.Resource,
  host: Host,
  envelope: pulumi.Output<Envelope>,
  ask = inTurn,
): void {
  void (envelope as unknown as Knowing).isKnown.then(async (isKnown) => {
    if (!isKnown) await pulumi.log.warn(unforeseen, resource);
  });
  envelope.apply(async (sent) => {
    const what = `${sent.kind} ${sent.identity} on ${host.name}`;
    try {
      const action = host.platform.name === "posix" ? "survey" : "read";
      const observed = await ask(host, sent, action);
      await pulumi.log.warn(`${what} ${describeAdoption(sent.document, observed)}`, resource);
    } catch (error) {
      await pulumi.log.error(
        `${what} is to be taken over (backup:adopt) and could not be read, so nobody knows what would be overwritten: ${messageOf(error)}`,
        resource,
      );
    }
  });
}

/** Of what is declared by what is not made yet, which a preview can compare with nothing. */
const unforeseen =
  "is to be taken over (backup:adopt), and a part of what is declared of it is known once an update has made what it comes from: nothing shows here what changes. Make that first, without this name in backup:adopt, and look at a preview again";

/** @param observed - null where there is no such object */
export function describeAdoption(
  wanted: Record<string, unknown>,
  observed: Record<string, unknown> | null,
): string {
  if (observed === null)
    return "is not there and is made; backup:adopt names it without need, so take it out";
  const found = differences(wanted, observed);
  return found.length === 0
    ? "is taken over as it is; nothing changes"
    : `is taken over; what changes: ${found.map(withoutOpeners).map(describeChange).join("; ")}`;
}

function describeChange({ property, wanted, observed }: Difference): string {
  return `${property} ${inWords(observed)} -> ${inWords(wanted)}`;
}

/** Characters of a value that are shown: some documents hold whole files. */
const longest = 80;

function inWords(value: unknown): string {
  if (value === undefined) return "not set";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}
