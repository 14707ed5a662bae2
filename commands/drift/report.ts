import { groupedBy } from "../../model/grouping";
import { counted, nameList } from "../../model/plan/name-list";
import { type DeployedObject } from "./deployed-object";
import { describeNoise } from "../../components/remote/answer";
import { type Difference } from "../../components/remote/difference";
import { type Observation } from "./observe";
import { type Forgotten } from "./forget";
import { type FoundThing } from "../../components/vault/aws-account";
import { type ProviderDrift } from "./provider-drift";
import { nameOf as resourceName, titleOf as resourceTitle } from "./resource-name";
import { type Repair } from "./repair";
import { type WayBack } from "./way-back";

/** What was found of one thing, ready for people. */
export type Finding = { readonly title: string } & (
  | { readonly kind: "same" }
  | { readonly kind: "absent"; readonly wayOut?: string }
  | { readonly kind: "leaving"; readonly state: string; readonly wayOut: string }
  | {
      readonly kind: "different";
      readonly differences: readonly Difference[];
      readonly wayOut?: string;
    }
  | { readonly kind: "unreadable"; readonly reason: string }
);

/** The findings of remote objects, each under its name and its host; one for all that a lost host left unread. */
export function findingsOfHosts(observations: readonly Observation[]): Finding[] {
  const [lost, others] = partition(observations);
  const hosts = groupedBy(lost, ({ reason }) => reason);
  return [...others.map(findingOf), ...[...hosts.values()].map(lostHost)];
}

type LostObject = Extract<Observation, { readonly kind: "unreadable" }>;

function partition(observations: readonly Observation[]): [LostObject[], Observation[]] {
  const isLost = (one: Observation): one is LostObject =>
    one.kind === "unreadable" && one.isHostLost;
  return [observations.filter(isLost), observations.filter((one) => !isLost(one))];
}

/** The reason says which host it is, and is the same for each of them. */
function lostHost(unread: readonly [LostObject, ...LostObject[]]): Finding {
  const [{ object, reason }] = unread;
  const names = nameList(unread.map(({ object }) => nameOf(object)));
  return {
    title: `host ${whereOf(object)}`,
    kind: "unreadable",
    reason: `${reason}; not read there: ${counted(unread.length, "object")} (${names})`,
  };
}

function findingOf(observation: Observation): Finding {
  const title = titleOf(observation.object);
  if (observation.kind === "unreadable")
    return { title, kind: observation.kind, reason: observation.reason };
  const { object: _, noise: __, ...found } = observation;
  return { title, ...found };
}

const titleOf = (object: DeployedObject) => `${nameOf(object)} on ${whereOf(object)}`;

const whereOf = ({ connection: { host, port } }: DeployedObject) => `${host}:${port}`;

const nameOf = ({ envelope: { kind, identity } }: DeployedObject) => `${kind} ${identity}`;

/** What the log-ins print by themselves, once for each host. */
export function noiseOfHosts(observations: readonly Observation[]): string[] {
  const told = observations.flatMap((one) =>
    one.kind === "unreadable" || one.noise === ""
      ? []
      : describeNoise(whereOf(one.object), one.noise),
  );
  return [...new Set(told)];
}

/** A provider resource's finding, under its type and its name in the stack. */
export function providerFindingOf(drift: ProviderDrift, way: WayBack): Finding {
  const { kind, differences, refusal, found, byHand } = drift;
  const title = resourceTitle(drift.urn);
  if (kind === "different")
    return { title, kind, differences, ...(byHand === undefined ? {} : { wayOut: byHand }) };
  if (found !== undefined)
    return { title, kind: "leaving", state: found.state, wayOut: wayBackTo(found, way) };
  return refusal === undefined ? { title, kind } : { title, kind, wayOut: wayOutOf(drift, way) };
}

/** Its plugin takes the answer for a fault, so that every refresh and destroy ends with it. */
function wayOutOf({ refusal }: ProviderDrift, { repair }: WayBack): string {
  return (
    `its server says so in a way that the plugin takes for a fault (${refusal}). \`${repair}\` ` +
    `takes it out of the state, and the next update makes it again`
  );
}

function wayBackTo({ wayBack }: FoundThing, { update }: WayBack): string {
  const words =
    wayBack.length === 0 ? "look why its provider does not see it" : wayBack.join("; then ");
  return `${words}. Until then no \`pulumi refresh\` and no \`${update} --refresh\`: it would be dropped from the state`;
}

/** A remote command of the stack that is no object of ours. */
export function unknownCommand(urn: string): Finding {
  const reason = "it carries no document that could be compared with its host";
  return { title: resourceTitle(urn), kind: "unreadable", reason };
}

/** What one finding says to a person. */
export function describeFinding(finding: Finding): string {
  const { title } = finding;
  switch (finding.kind) {
    case "same":
      return `  = ${title}`;
    case "absent":
      return `  - ${title}: is gone${finding.wayOut === undefined ? "" : `; ${finding.wayOut}`}`;
    case "leaving":
      return `  ! ${title}: is not gone: ${finding.state}; ${finding.wayOut}`;
    case "unreadable":
      return `  ? ${title}: could not be read: ${finding.reason}`;
    case "different":
      return [
        `  ~ ${title}`,
        ...finding.differences.map(line),
        ...(finding.wayOut === undefined ? [] : [`      ${finding.wayOut}`]),
      ].join("\n");
  }
}

function line({ property, wanted, observed }: Difference): string {
  return `      ${property}: applied ${show(wanted)}, found ${show(observed)}`;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** What became of one object says to a person. */
export function describeRepair({ object, refused }: Repair): string {
  return refused === undefined
    ? `  repaired ${nameOf(object)}`
    : `  not repaired: ${nameOf(object)}: ${refused}`;
}

/** What became of one resource's entry in the state says to a person. */
export function describeForgotten({ drift, refused }: Forgotten): string {
  return refused === undefined
    ? `  out of the state, so that the next update makes it again: ${resourceName(drift.urn)}`
    : `  not out of the state: ${resourceName(drift.urn)}: ${refused}`;
}

/** The report for a program: every finding, with `repair` (`done`, or why not) where one was tried. */
export function driftJson(
  findings: readonly Finding[],
  repairs: readonly Repair[],
  forgotten: readonly Forgotten[],
): string {
  const outcomes = new Map([
    ...repairs.map(({ object, refused }) => [titleOf(object), refused ?? "done"] as const),
    ...forgotten.map(
      ({ drift, refused }) => [resourceTitle(drift.urn), refused ?? "done"] as const,
    ),
  ]);
  const rows = findings.map((finding) => ({ ...finding, repair: outcomes.get(finding.title) }));
  return JSON.stringify(rows, null, 2);
}

/** What to do about provider resources that have drifted. */
export function leftToAnUpdate(all: readonly ProviderDrift[], { update }: WayBack): string {
  const leaving = all.filter(({ found }) => found !== undefined);
  if (leaving.length > 0)
    return [
      "Bring back first what is about to go, as is said above; every update is refused that would make another:",
      ...leaving.map(({ urn }) => `  ${resourceName(urn)}`),
      "Then run this again.",
    ].join("\n");
  return [
    "Left to an update, which also applies what has been declared since:",
    ...all.map(({ urn }) => `  ${resourceName(urn)}: ${urn}`),
    `See and do it with: ${update} --refresh; for one of them alone with: ${update} --refresh --target URN`,
  ].join("\n");
}

const drifted: ReadonlySet<string> = new Set(["different", "absent", "leaving"]);

/** 0 nothing differs, 1 something could not be read, 2 something differs. */
export function exitCodeOf(findings: readonly Pick<Finding, "kind">[]): 0 | 1 | 2 {
  if (findings.some(({ kind }) => drifted.has(kind))) return 2;
  return findings.some(({ kind }) => kind === "unreadable") ? 1 : 0;
}
