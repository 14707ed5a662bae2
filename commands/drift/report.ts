import { type Difference } from "./difference";
import { type Observation } from "./observe";
import { type ProviderDrift } from "./provider-drift";

/** What was found of one thing, ready for people. */
export type Finding = { readonly title: string } & (
  | { readonly kind: "same" | "absent" }
  | { readonly kind: "different"; readonly differences: readonly Difference[] }
  | { readonly kind: "unreadable"; readonly reason: string }
);

/** A remote object's finding, under its name and its host. */
export function findingOf({ object, ...found }: Observation): Finding {
  const { envelope, connection } = object;
  const title = `${envelope.kind} ${envelope.identity} on ${connection.host}:${connection.port}`;
  return { title, ...found };
}

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

/** 0 nothing differs, 1 something could not be read, 2 something differs. */
export function exitCodeOf(findings: readonly Pick<Finding, "kind">[]): 0 | 1 | 2 {
  if (findings.some(({ kind }) => kind === "different" || kind === "absent")) return 2;
  return findings.some(({ kind }) => kind === "unreadable") ? 1 : 0;
}
