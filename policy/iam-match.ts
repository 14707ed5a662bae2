import { type IamStatement, type Named } from "./iam-statement";

/**
 * Whether a pattern of IAM covers another: whatever that one matches, this one matches as well. Something without
 * wildcards is covered by what matches it.
 */
export function covers(pattern: string, other: string): boolean {
  const parts = pattern.split(/(\*+|\?)/).map((part) => {
    if (part.startsWith("*")) return ".*";
    // A single character, and the other's `*` may be many.
    return part === "?" ? "[^*]" : part.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s").test(other);
}

/** The same of actions, whose cases IAM does not tell apart (IAM User Guide, "IAM JSON policy elements: Action"). */
export const coversAction = (pattern: string, action: string) =>
  covers(pattern.toLowerCase(), action.toLowerCase());

/** Whether an element of actions speaks of one that is given by its full name. */
export const speaksOf = ({ allBut, patterns }: Named, action: string) =>
  allBut !== patterns.some((pattern) => coversAction(pattern, action));

/**
 * Whether a pattern leaves no resource of a service, or of one of its types, out: `*`, `arn:aws:s3:::*`,
 * `arn:aws:kms:*:*:key/*`. What has not all parts of an ARN is open behind its last.
 */
export function isEverything(pattern: string): boolean {
  const [, , , region, account, ...rest] = pattern.split(":");
  const named = rest.join(":");
  if (named === "") return /[*?]$/.test(pattern);
  // Names of S3 are alone in the world and need no account; of what has one, a type may stand before the name.
  const isAll = account === "" ? /^[*?]+(\/[*?]+)*$/ : /^([\w-]+[:/])?[*?]+(\/[*?]+)*$/;
  return [region, account].every((part) => /^[*?]*$/.test(part!)) && isAll.test(named);
}

/** Whether a pattern of actions takes in a whole service, or all: `*`, `s3:*`. */
export const isWholeService = (pattern: string) => /^([^:]*:)?\?*\*[*?]*$/.test(pattern);

/** An Allow, and those of the actions asked for that it gives. */
export interface Grant {
  readonly statement: IamStatement;
  /** At least one. */
  readonly actions: readonly string[];
}

/**
 * Which Allows of a policy give which of those actions. What a Deny of the same policy takes from everybody, without a
 * condition and wherever it is allowed, is not given.
 *
 * @param actions - by their full names
 */
export function grantsOf(
  statements: readonly IamStatement[],
  actions: readonly string[],
): readonly Grant[] {
  return statements
    .filter(({ isAllow }) => isAllow)
    .map((statement) => ({
      statement,
      actions: actions.filter(
        (action) =>
          speaksOf(statement.actions, action) &&
          !statements.some((other) => takesAway(other, action, statement)),
      ),
    }))
    .filter((grant) => grant.actions.length > 0);
}

function takesAway(deny: IamStatement, action: string, from: IamStatement): boolean {
  return (
    !deny.isAllow &&
    deny.conditions.length === 0 &&
    (deny.principals === undefined || isForEverybody(deny)) &&
    speaksOf(deny.actions, action) &&
    takesWherever(deny.resources, from.resources)
  );
}

function takesWherever(denied: Named | undefined, allowed: Named | undefined): boolean {
  if (denied === undefined || denied.allBut) return false;
  const wanted = allowed === undefined || allowed.allBut ? ["*"] : allowed.patterns;
  return wanted.every((one) => denied.patterns.some((pattern) => covers(pattern, one)));
}

/** Whether a statement is about everybody, so that its conditions alone say about whom. */
export const isForEverybody = ({ principals }: IamStatement) =>
  principals !== undefined &&
  !principals.allBut &&
  principals.of.some(({ kind, id }) => kind === "AWS" && id === "*");
