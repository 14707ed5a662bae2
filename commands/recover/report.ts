import { groupedBy } from "../../model/grouping";
import { nameList } from "../../model/plan/name-list";
import { type Unread } from "../drift/provider-drift";
import { titleOf } from "../drift/resource-name";
import { isFull, type LostAccessKeys } from "./access-keys";
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
      byType(plan.again, ({ finder }) => (finder?.kind === "again" ? `: ${finder.because}` : "")),
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
    "Could not be looked at, and is left as it is",
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
    lost.map(({ user, ids }) => `${user}: ${ids.join(", ")}`),
  );
}

/** Users for whom no access key can be made. */
export function describeFull(lost: readonly LostAccessKeys[]): string {
  return lost
    .filter(isFull)
    .map(
      ({ user, ids }) =>
        `user ${user} of IAM has ${ids.length} access keys, the most that it may have (${ids.join(", ")}), and the state ` +
        "knows the secret of none; fix: look which of them is in use (aws iam get-access-key-last-used --access-key-id ID), " +
        "then run this with --end-lost-access-keys, which ends the newest before and the others after",
    )
    .join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ""];
}

const nounOf = (type: string) =>
  type === "command:remote:Command" ? "remote object" : type.slice(type.lastIndexOf(":") + 1);

/** One line for all of a type. */
function byType(located: readonly Located[], note: (one: Located) => string = () => ""): string[] {
  const groups = groupedBy(located, ({ resource }) => resource.type);
  return [...groups.values()].map((all) => {
    const names = nameList(all.map(({ resource }) => resource.name));
    return `${all.length} ${nounOf(all[0].resource.type)} (${names})${note(all[0])}`;
  });
}
