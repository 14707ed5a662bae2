import { conditionsOf, isObject, isReadable, list, named, principalsOf } from "./iam-element";
import { type Violation } from "./rule";

/** What an element of a statement speaks of: patterns, or all but these (`NotAction`). */
export interface Named {
  readonly allBut: boolean;
  /** With `*` for any characters and `?` for one. */
  readonly patterns: readonly string[];
}

/** Who a statement is about. */
export interface IamPrincipal {
  /** `AWS`, `Service`, `Federated` … */
  readonly kind: string;
  /** An ARN, an account's id, a service's name; `*` for everybody. */
  readonly id: string;
}

/** What a statement compares. All conditions of a statement must hold, and one of a condition's values. */
export interface IamCondition {
  /** In lower case, for IAM does not tell cases apart: `stringequals`. */
  readonly operator: string;
  /** In lower case, likewise: `aws:principalarn`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy, whichever way it was written. */
export interface IamStatement {
  /** For people: `policy: statement 2 (Writers)`. */
  readonly at: string;
  readonly isAllow: boolean;
  readonly actions: Named;
  /** `undefined` in a trust policy. */
  readonly resources: Named | undefined;
  /** `undefined` in a policy of a user, group or role. */
  readonly principals:
    { readonly allBut: boolean; readonly of: readonly IamPrincipal[] } | undefined;
  readonly conditions: readonly IamCondition[];
}

/**
 * Judges the statements of a policy: text, or the object that an SDK takes. What is no policy is a violation, for nobody
 * knows what it would allow.
 *
 * @param path - of the property that holds it
 */
export function judgeStatements(
  path: string,
  policy: unknown,
  judge: (statements: readonly IamStatement[]) => readonly Violation[],
): readonly Violation[] {
  const read = statementsOf(path, policy);
  return typeof read === "string"
    ? [
        {
          problem: `${path} ${read}; wanted is a policy`,
          fix: `write ${path} as IAM's grammar has it`,
        },
      ]
    : judge(read);
}

/** The statements of a policy, or what keeps it from being one: a part of a sentence that quotes nothing. */
export function statementsOf(path: string, policy: unknown): readonly IamStatement[] | string {
  const parsed = typeof policy === "string" ? json(policy) : policy;
  if (!isObject(parsed)) return "is no JSON object";
  const { Statement } = parsed;
  const raw = list(Statement);
  if (raw.length === 0) return "has no Statement";
  const read = raw.map((one, index) => statementOf(one, path, index + 1));
  const fault = read.find((one) => typeof one === "string");
  return fault ?? read.filter((one) => typeof one !== "string");
}

const elements = ["Sid", "Effect", "Condition"];
const alternatives = ["Action", "Resource", "Principal"].flatMap((name) => [name, `Not${name}`]);

/** Another spelling of an element is no element: what AWS would make of it is written nowhere. */
const isElement = (key: string) => [...elements, ...alternatives].includes(key);

function statementOf(raw: unknown, path: string, number: number): IamStatement | string {
  const nth = `statement ${number}`;
  if (!isObject(raw)) return `${nth} is no object`;
  const stranger = Object.keys(raw).find((key) => !isElement(key));
  if (stranger !== undefined) return `${nth} has an element that IAM does not know`;
  const { Sid, Effect } = raw;
  if (Effect !== "Allow" && Effect !== "Deny") return `${nth} has no Effect of Allow or Deny`;
  const unreadable = Object.keys(raw).find((key) => !isReadable(key, raw[key]));
  if (unreadable !== undefined) return `${nth} has an unreadable ${unreadable}`;
  const actions = named(raw, "Action");
  if (actions === undefined) return `${nth} has neither Action nor NotAction`;
  return {
    at: `${path}: ${nth}${typeof Sid === "string" && Sid !== "" ? ` (${Sid})` : ""}`,
    isAllow: Effect === "Allow",
    actions,
    resources: named(raw, "Resource"),
    principals: principalsOf(raw),
    conditions: conditionsOf(raw["Condition"]),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
