import { type DeployedObject } from "./deployed-object";
import { type Difference } from "./difference";
import { type Observation } from "./observe";
import { type ProviderDrift } from "./provider-drift";
import { type Repair } from "./repair";

/** What was found of one thing, ready for people. */
export type Finding = { readonly title: string } & (
  | { readonly kind: "same" | "absent" }
  | { readonly kind: "different"; readonly differences: readonly Difference[] }
  | { readonly kind: "unreadable"; readonly reason: string }
);

/** A remote object's finding, under its name and its host. */
export function findingOf({ object, ...found }: Observation): Finding {
  return { title: titleOf(object), ...found };
}

const titleOf = (object: DeployedObject) =>
  `${nameOf(object)} on ${object.connection.host}:${object.connection.port}`;

const nameOf = ({ envelope: { kind, identity } }: DeployedObject) => `${kind} ${identity}`;

/** A provider resource's finding, under its type and its name in the stack. */
export function providerFindingOf({ type, name, ...found }: ProviderDrift): Finding {
  return { title: `${type.split(":").at(-1)} ${name}`, ...found };
}

/** What one finding says to a person. */
export function describeFinding(finding: Finding): string {
  const { title } = finding;
  switch (finding.kind) {
    case "same":
      return `  = ${title}`;
    case "absent":
      return `  - ${title}: is gone`;
    case "unreadable":
      return `  ? ${title}: could not be read: ${finding.reason}`;
    case "different":
      return [`  ~ ${title}`, ...finding.differences.map(line)].join("\n");
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

/** The report for a program: every finding, with `repair` (`done`, or why not) where one was tried. */
export function driftJson(findings: readonly Finding[], repairs: readonly Repair[]): string {
  const outcomes = new Map(
    repairs.map(({ object, refused }) => [titleOf(object), refused ?? "done"]),
  );
  const rows = findings.map((finding) => ({ ...finding, repair: outcomes.get(finding.title) }));
  return JSON.stringify(rows, null, 2);
}

/** What to do about provider resources that have drifted. */
export function leftToAnUpdate(drift: readonly ProviderDrift[]): string {
  return [
    "Left to an update, which also applies what has been declared since:",
    ...drift.map(({ name, urn }) => `  ${name}: ${urn}`),
    "See and do it with: pulumi up --refresh; for one of them alone with: pulumi up --refresh --target URN",
  ].join("\n");
}

/** 0 nothing differs, 1 something could not be read, 2 something differs. */
export function exitCodeOf(findings: readonly Pick<Finding, "kind">[]): 0 | 1 | 2 {
  if (findings.some(({ kind }) => kind === "different" || kind === "absent")) return 2;
  return findings.some(({ kind }) => kind === "unreadable") ? 1 : 0;
}
