import { deployedObjects, type DeployedObject } from "../drift/deployed-object";
import { type Observation } from "../drift/observe";
import { type ProviderReading, type Unread } from "../drift/provider-drift";
import { nameOf, titleOf } from "../drift/resource-name";
import { type ExportedResource, type StackExport } from "../drift/stack-export";
import { leavingIn, type LeavingThing, type Located } from "./located";

/** Something that the state says and that is not so. */
export interface StaleEntry {
  readonly urn: string;
  readonly why: string;
}

/** What of a state holds against what is there. */
export interface Reconciliation {
  /** Goes out of the state, so that what is there is found anew, or made or applied once more. */
  readonly forgotten: readonly StaleEntry[];
  /** Is read anew, because nothing could take it up again. */
  readonly refreshed: readonly StaleEntry[];
  /** Commands that bring back first what is about to go. */
  readonly leaving: readonly LeavingThing[];
  readonly unread: readonly Unread[];
}

/** What was read of what a state knows. */
export interface ReadState {
  readonly exported: StackExport;
  readonly located: readonly Located[];
  readonly providers: ProviderReading;
  readonly observations: readonly Observation[];
  /** URNs of what is no longer declared: an update takes it away, and nothing of it is forgotten before. */
  readonly undeclared: ReadonlySet<string>;
}

/**
 * Holds a state against what is there: it may be yesterday's, or what an update that was killed has left. Nothing of it is believed
 * that its product says otherwise.
 */
export function reconcile(read: ReadState): Reconciliation {
  const { located, providers, undeclared } = read;
  const finders = new Map(located.map(({ resource, finder }) => [resource.urn, finder]));
  const differing = providers.drift.filter(
    ({ kind, byHand }) => kind === "different" && byHand === undefined,
  );
  const canBeTakenUp = (urn: string) => ["named", "asked"].includes(finders.get(urn)?.kind ?? "");
  const changed = differing.map(({ urn }) => ({ urn, why: "is otherwise on its server" }));
  const stale = [...staleIds(read), ...absences(providers), ...onHosts(read)];
  const forgotten = [...stale, ...changed.filter(({ urn }) => canBeTakenUp(urn))].filter(
    ({ urn }) => !undeclared.has(urn),
  );
  return {
    forgotten: [...new Map(forgotten.map((one) => [one.urn, one])).values()],
    refreshed: changed.filter(({ urn }) => !canBeTakenUp(urn) && !undeclared.has(urn)),
    leaving: leavingIn(located),
    unread: [...providers.unread, ...unreadObjects(read), ...unasked(read)],
  };
}

/** What its product was asked for in vain: the state may have another thing than the one in use. */
function unasked({ located, undeclared }: ReadState): Unread[] {
  return located.flatMap(({ resource: { urn }, failure }) =>
    failure === undefined || undeclared.has(urn)
      ? []
      : [{ title: titleOf(urn), reason: failure, urns: [urn] }],
  );
}

/** Another thing has its name by now. */
function staleIds({ exported, located }: ReadState): StaleEntry[] {
  const known = new Map((exported.deployment.resources ?? []).map(({ urn, id }) => [urn, id]));
  return located.flatMap(({ resource: { urn }, thing }) =>
    thing === undefined || thing.id === known.get(urn)
      ? []
      : [{ urn, why: `is ${thing.id} by now, and was ${known.get(urn)}` }],
  );
}

function absences({ drift }: ProviderReading): StaleEntry[] {
  return drift
    .filter(({ kind, found }) => kind === "absent" && found === undefined)
    .map(({ urn }) => ({ urn, why: "is not there any more" }));
}

/** Objects that are otherwise on their hosts, and what hands a secret on to one that nobody could compare. */
function onHosts({ exported, observations, located }: ReadState): StaleEntry[] {
  const objects = observations.flatMap((one): StaleEntry[] => {
    if (one.kind === "absent") return [{ urn: one.object.urn, why: "is not there any more" }];
    return one.kind === "different"
      ? [{ urn: one.object.urn, why: "is otherwise on its host" }]
      : [];
  });
  const urns = new Set(objects.map(({ urn }) => urn));
  const dependents = (exported.deployment.resources ?? []).filter(({ urn }) => urns.has(urn));
  const givers = located.filter(
    ({ finder, resource }) =>
      finder?.kind === "again" &&
      finder.secretMayBeAnother === true &&
      dependents.some((one) => dependsOn(one, resource.urn)),
  );
  return [
    ...objects,
    ...givers.map(({ resource: { urn } }) => ({
      urn,
      why: "its secret may be another by now, for what uses it is otherwise on its host",
    })),
  ];
}

function dependsOn({ dependencies = [] }: ExportedResource, urn: string): boolean {
  return dependencies.includes(urn);
}

function unreadObjects({ exported, observations }: ReadState): Unread[] {
  const { others } = deployedObjects(exported);
  return [
    ...observations.flatMap((one) =>
      one.kind === "unreadable"
        ? [{ title: objectTitle(one.object), reason: one.reason, urns: [one.object.urn] }]
        : [],
    ),
    ...others.map((urn) => ({
      title: titleOf(urn),
      reason: "it carries no document of this stack",
      urns: [urn],
    })),
  ];
}

const objectTitle = ({ urn, envelope }: DeployedObject) =>
  `${envelope.kind} ${envelope.identity} (${nameOf(urn)})`;
