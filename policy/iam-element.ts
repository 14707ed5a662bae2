import { type IamCondition, type IamPrincipal, type Named } from "./iam-statement";

/** A part of a policy as JSON has it. */
export type Raw = Readonly<Record<string, unknown>>;

/** Texts alone or in a list, but for what maps to some. What is neither would be taken for nothing. */
export function isReadable(key: string, value: unknown): boolean {
  if (key === "Condition")
    return isObject(value) && Object.values(value).every((one) => isObject(one) && holdsTexts(one));
  return key.endsWith("Principal") && isObject(value) ? holdsTexts(value) : isTexts(value);
}

const isTexts = (value: unknown) => list(value).every((one) => typeof one !== "object");
const holdsTexts = (value: Raw) => Object.values(value).every(isTexts);

/** What `Action` or `Resource` names, or its opposite. `undefined` where it has neither. */
export function named(raw: Raw, name: string): Named | undefined {
  const allBut = raw[name] === undefined;
  const patterns = texts(raw[allBut ? `Not${name}` : name]);
  return patterns.length === 0 ? undefined : { allBut, patterns };
}

/** Who `Principal` names, or its opposite. `undefined` where it has neither. */
export function principalsOf(
  raw: Raw,
): { readonly allBut: boolean; readonly of: readonly IamPrincipal[] } | undefined {
  const allBut = raw["Principal"] === undefined;
  const told = raw[allBut ? "NotPrincipal" : "Principal"];
  if (told === undefined) return undefined;
  // `"*"` is everybody, as `{"AWS": "*"}` is (IAM User Guide, "AWS JSON policy elements: Principal").
  const of = isObject(told) ? Object.entries(told) : [["AWS", told] as const];
  return { allBut, of: of.flatMap(([kind, ids]) => texts(ids).map((id) => ({ kind, id }))) };
}

/** What `Condition` compares, one by one. */
export function conditionsOf(told: unknown): readonly IamCondition[] {
  return entries(told).flatMap(([operator, compared]) =>
    entries(compared).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: texts(values),
    })),
  );
}

/** Whether a value is an object of JSON. */
export const isObject = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const entries = (value: unknown) => (isObject(value) ? Object.entries(value) : []);

/** Whatever may be written alone or in a list. */
export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** Values may be written as texts, numbers or truth values, alone or in a list. */
const texts = (value: unknown) => list(value).map(String);
