import { type FoundThing } from "../../components/vault/aws-account";
import { type Difference, differences } from "../../components/remote/difference";
import { isAbsence } from "./absence";
import { type ProviderResource } from "./deployed-object";
import { LostServers } from "./lost-server";
import { type SeenResource } from "../stack/event-log";
import { type RefreshPreview } from "./refresh-preview";
import { titleOf, typeOf } from "./resource-name";

/** A resource of a provider that is not on its server as the state has it. */
export interface ProviderDrift {
  readonly urn: string;
  readonly kind: "different" | "absent";
  readonly differences: readonly Difference[];
  /** What its plugin says instead of taking it for absent: no refresh and no destroy gets past it. */
  readonly refusal?: string;
  /** What its product still has of it, although the provider takes it for gone. */
  readonly found?: FoundThing;
  /** What a person has to do, where no update helps. */
  readonly byHand?: string;
}

/** A resource of a provider that was not read. */
export interface Unread {
  readonly title: string;
  readonly reason: string;
  /** URNs of all that it stands for; none where the engine itself names nothing. */
  readonly urns: readonly string[];
}

/** What the engine's previews say of the providers' resources. */
export interface ProviderReading {
  readonly drift: readonly ProviderDrift[];
  readonly unread: readonly Unread[];
}

/** Each preview reads on past what the ones before could not read; so many are enough for any one bad day. */
const mostPreviews = 5;

/** Has the providers read their resources, but for those that are excluded by their URNs. */
export type Look = (excluded: readonly string[]) => Promise<RefreshPreview>;

/**
 * Has every provider read its resources on their servers; changes nothing. What cannot be read hides nothing else, and a
 * server that is not there is asked once.
 *
 * @param resources - all that providers have of the stack
 * @throws Error with what the engine said if it read nothing at all
 */
export async function readProviders(
  resources: readonly ProviderResource[],
  look: Look,
): Promise<ProviderReading> {
  const urns = resources.map(({ urn }) => urn);
  const failures = new Map<string, string>();
  const lost = new LostServers(resources);
  for (let previews = 1; ; previews += 1) {
    const known = failures.size;
    const preview = await look([...new Set([...failures.keys(), ...lost.urns])]);
    for (const { urn, message } of preview.errors) {
      if (urn === undefined) continue;
      failures.set(urn, message);
      lost.note(urn, message);
    }
    const isEnough = notReached(urns, preview, failures, lost).length === 0;
    if (isEnough || failures.size === known || previews === mostPreviews) {
      return readingOf(urns, preview, failures, lost);
    }
  }
}

/**
 * What the last preview says, and what any of them could not read.
 *
 * @param failures - by URN: what the plugin said
 * @throws Error with what the engine said if it read nothing at all
 */
export function readingOf(
  urns: readonly string[],
  preview: RefreshPreview,
  failures: ReadonlyMap<string, string>,
  lost: LostServers,
): ProviderReading {
  if (preview.seen.length === 0 && failures.size === 0 && preview.errors.length > 0) {
    throw new Error(preview.errors.map(({ message }) => message).join("; "));
  }
  const seen = preview.seen.filter(({ op }) => op in kinds).map(driftOf);
  const waiting = preview.seen.filter(({ op }) => !(op in kinds)).flatMap(unconfirmed);
  const failed = [...failures]
    .map(([urn, reason]) => ({ urn, reason }))
    .filter(({ urn }) => !lost.has(urn));
  const isGone = ({ urn, reason }: (typeof failed)[number]) => isAbsence(typeOf(urn), reason);
  const gone = failed.filter(isGone).map(({ urn, reason }): ProviderDrift => ({
    ...{ urn, kind: "absent", differences: [], refusal: reason },
  }));
  const unread = failed.filter((failure) => !isGone(failure));
  const reason = "the engine stopped before it: mend what could not be read, then run this again";
  return {
    drift: [...seen, ...gone, ...waiting],
    unread: [
      ...lost.unread,
      ...unread.map(({ urn, reason }) => ({ title: titleOf(urn), reason, urns: [urn] })),
      ...notReached(urns, preview, failures, lost).map((urn) => ({
        ...{ title: titleOf(urn), reason, urns: [urn] },
      })),
      ...notShown(preview, seen),
    ],
  };
}

const kinds = { update: "different", delete: "absent" } as const;

function driftOf({ op, urn, ...states }: SeenResource): ProviderDrift {
  const kind = kinds[op as keyof typeof kinds];
  return { urn, kind, differences: kind === "absent" ? [] : visibleDifferences(states) };
}

/** A subscription is what was applied from its first moment on; whether anybody hears of an alarm, its owner decides. */
function unconfirmed({ urn, new: state }: SeenResource): ProviderDrift[] {
  const { pendingConfirmation, endpoint } = state?.outputs ?? {};
  if (typeOf(urn) !== "aws:sns/topicSubscription:TopicSubscription" || !pendingConfirmation)
    return [];
  return [
    {
      ...{ urn, kind: "different" },
      differences: [{ property: "pendingConfirmation", wanted: false, observed: true }],
      byHand: `no alarm reaches ${String(endpoint)} until somebody follows the link in the mail that AWS has sent there`,
    },
  ];
}

/** Secrets are blacked out on both sides, so of one that differs nothing but that can be said. */
function visibleDifferences(states: Pick<SeenResource, "old" | "new">): Difference[] {
  const found = differences(states.old?.outputs ?? {}, states.new?.outputs ?? {});
  const secret = { property: "a secret", wanted: "[secret]", observed: "another [secret]" };
  return found.length > 0 ? found : [secret];
}

/** Resources that nobody said anything of: no all-clear for them. */
function notReached(
  urns: readonly string[],
  { seen }: RefreshPreview,
  failures: ReadonlyMap<string, string>,
  lost: LostServers,
): string[] {
  const reached = new Set([...seen.map(({ urn }) => urn), ...failures.keys()]);
  return urns.filter((urn) => !reached.has(urn) && !lost.has(urn));
}

/** Changes that the engine counts and names no resource for. */
function notShown({ counts }: RefreshPreview, drift: readonly ProviderDrift[]): Unread[] {
  return Object.entries(kinds).flatMap(([op, kind]) => {
    const shown = drift.filter((one) => one.kind === kind).length;
    const more = (counts[op] ?? 0) - shown;
    const reason = `the engine counts ${more} more to ${op} than it names: see pulumi refresh --preview-only --diff`;
    return more > 0 ? [{ title: "the providers' resources", reason, urns: [] }] : [];
  });
}
