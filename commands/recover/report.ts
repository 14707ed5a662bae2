import { byCodeUnit, groupedBy } from "../../model/grouping";
import { type Unread } from "../drift/provider-drift";
import { titleOf } from "../drift/resource-name";
import { isFull, type LostAccessKey, type LostAccessKeys, spareKey } from "./access-keys";
import { type Foreseen } from "./foreseen";
import { type LeavingThing, type Located } from "./located";
import { type Reconciliation, type StaleEntry } from "./reconciliation";
import { type RecoveryPlan } from "./recovery-plan";

/** What the state says and is not so, and what becomes of it. Empty where it holds. */
export function describeReconciliation({ forgotten, refreshed }: Reconciliation): string[] {
  return [
    ...section(
      "Of what the state says, this is not so any more. It goes out of the state, nothing of it on a server, and is found anew",
      forgotten.map(describeStale),
    ),
    ...section("This is read anew into the state", refreshed.map(describeStale)),
  ];
}

/** What is about to go, and must be brought back before anything else. */
export function describeLeaving(leaving: readonly LeavingThing[]): string {
  return [
    "Nothing was changed. What is about to go must be brought back first, then run this again:",
    ...leaving.map((one) => `  ${describeStale(one)}`),
  ].join("\n");
}

const describeStale = ({ urn, why }: StaleEntry) => `${titleOf(urn)}: ${why}`;

/** What is going to be done, for a person who then says yes or no. */
export function describePlan(
  plan: RecoveryPlan,
  { changing, leaving }: Pick<Foreseen, "changing" | "leaving">,
): string[] {
  return [
    ...section(
      "Taken into the state as it is; what differs from its declaration is changed by the update after that",
      byType(plan.takenUp),
    ),
    ...section(
      "Taken up, and then entered once more with the secrets that nobody can read back",
      byType(plan.incomplete),
    ),
    ...section(
      "Done once more",
      byType(plan.again, ({ finder }) => (finder?.kind === "again" ? `; ${finder.because}` : "")),
    ),
    ...section("Made, because it is not there", byType(plan.made)),
    ...section(
      "Not found by recover, which has no row for its type (commands/recover/finders.ts); an update makes it, and its product may refuse a second one",
      byType(plan.unsought),
    ),
    ...section(
      "Changed, because the state has it otherwise than it is declared",
      changing.map(titleOf),
    ),
    ...section(
      "Taken away, because the state has it and the stack's file no longer does",
      leaving.map(titleOf),
    ),
    ...describeUnread(plan.unread),
  ];
}

/** What nobody could look at: it is neither taken up nor known to be missing. */
export function describeUnread(unread: readonly Unread[]): string[] {
  return section(
    "Could not be looked at: it is left as it is, with all that depends on it",
    unread.map(({ title, reason }) => `${title}: ${reason}`),
  );
}

/** What is to be said of access keys whose secrets are lost. */
export function describeLostKeys(lost: readonly LostAccessKeys[], isEnded: boolean): string[] {
  const what = isEnded
    ? "Access keys whose secrets nobody has any more; they are ended once the new ones are in use"
    : "Access keys whose secrets nobody has any more; they stay until this is run with --end-lost-access-keys";
  return section(
    what,
    lost.map(({ user, keys }) => `${user}: ${keyList(keys)}`),
  );
}

/** Users for whom no access key can be made as it is. */
export function describeFull(lost: readonly LostAccessKeys[], now: Date): string {
  return lost
    .filter(isFull)
    .map(
      (one) =>
        `user ${one.user} of IAM has ${one.keys.length} access keys, the most that it may have (${keyList(one.keys)}), and the ` +
        `state knows the secret of none; fix: ${roomFor(one, now)}`,
    )
    .join("\n");
}

function roomFor(lost: LostAccessKeys, now: Date): string {
  const spare = spareKey(lost, now);
  return spare === undefined
    ? "each was used lately, so none is ended here; find out which program logs in with which, and end one yourself " +
        `(aws iam delete-access-key --user-name ${lost.user} --access-key-id ID), then run this again`
    : `run this with --end-lost-access-keys, which ends ${spare} before and the others after`;
}

const keyList = (keys: readonly LostAccessKey[]) =>
  keys
    .map(({ id, lastUsed }) => {
      const used = lastUsed === undefined ? "never used" : `last used ${dayOf(lastUsed)}`;
      return `${id} (${used})`;
    })
    .join(", ");

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ""];
}

const nounOf = (type: string) =>
  type === "command:remote:Command" ? "remote object" : type.slice(type.lastIndexOf(":") + 1);

const titleWithId = ({ resource: { name }, id }: Located) =>
  id === undefined ? name : `${name} (${id})`;

/** One line for all of a type, with every one's id where it is found: whoever says yes has seen what is taken for the stack's. */
function byType(located: readonly Located[], note: (one: Located) => string = () => ""): string[] {
  const groups = groupedBy(located, ({ resource }) => resource.type);
  return [...groups.values()].map((all) => {
    const names = all.map(titleWithId).sort(byCodeUnit).join(", ");
    return `${all.length} ${nounOf(all[0].resource.type)}: ${names}${note(all[0])}`;
  });
}
