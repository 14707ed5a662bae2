import type { CheckFailure } from "../protocol/resource-type";
import { faultIf } from "./faults";
import type { Canonical } from "./spelling";

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

function parsed(policy: unknown): unknown {
  if (typeof policy !== "string") return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

/** Two policies mean the same when they differ in white space or in the order of members only. */
export const canonicalPolicy: Canonical = (policy) => sorted(parsed(policy) ?? policy);

/** A policy as the text that AWS wants. */
export function policyText(policy: string | object): string {
  return typeof policy === "string" ? policy : JSON.stringify(policy);
}

/**
 * A policy must be a JSON object with statements, and fit the service's limit.
 *
 * @param mostBytes - 20480 for a bucket's policy, 32768 for a key's (AWS documentation, quotas)
 */
export function checkPolicy(property: string, policy: unknown, mostBytes: number): CheckFailure[] {
  if (policy === undefined) return [];
  const document = parsed(policy);
  const statements = (document as { Statement?: unknown } | undefined)?.Statement;
  const bytes = Buffer.byteLength(policyText(policy as string | object));
  return [
    ...faultIf(
      typeof statements !== "object" || statements === null,
      property,
      "not a policy; allowed: a JSON document with Version and Statement",
    ),
    ...faultIf(bytes > mostBytes, property, `got ${bytes} bytes; allowed: at most ${mostBytes}`),
  ];
}

const isEverybody = (principal: unknown): boolean =>
  principal === "*" ||
  (typeof principal === "object" &&
    principal !== null &&
    Object.values(principal).flat().includes("*"));

/** Whether a policy lets everybody in without any condition: the plainest case of what AWS calls public. */
export function isPublic(policy: string | object): boolean {
  const { Statement: statements } = parsed(policy) as { Statement: Statement | Statement[] };
  return [statements]
    .flat()
    .some(
      ({ Effect, Principal, Condition }) =>
        Effect === "Allow" && isEverybody(Principal) && Condition === undefined,
    );
}
