import { type Format, text } from "../schema/scalars";

/** What a notification says of itself. */
export type Fields = Readonly<Record<string, string>>;

interface FieldMatcher {
  readonly kind: string;
  readonly field: string;
  readonly wanted: string;
}

/** `exact:FIELD=VALUE[,VALUE…]` or `regex:FIELD=EXPRESSION` (proxmox-notify, matcher). */
export const matchFieldSchema = text("Fields to match", {
  format: {
    typeText: "<string>",
    check(value) {
      parse(value);
    },
  } satisfies Format,
});

/** Whether a notification's fields fit a `match-field` statement. */
export function matchesField(statement: string, fields: Fields): boolean {
  const { kind, field, wanted } = parse(statement);
  const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (value === undefined) return false;
  return kind === "regex" ? new RegExp(wanted, "u").test(value) : wanted.split(",").includes(value);
}

const statementShape =
  /^(?<kind>exact|regex):(?<field>[A-Za-z0-9_][A-Za-z0-9._-]*)=(?<wanted>.*)$/s;

function parse(statement: string): FieldMatcher {
  const groups = statementShape.exec(statement)?.groups;
  if (groups === undefined) {
    throw new Error(`could not apply filter: invalid match-field statement: ${statement}`);
  }
  const { kind = "", field = "", wanted = "" } = groups;
  if (kind === "regex") checkExpression(wanted);
  return { kind, field, wanted };
}

function checkExpression(expression: string): void {
  try {
    new RegExp(expression, "u");
  } catch (error) {
    throw new Error(`could not apply filter: invalid regex: ${(error as Error).message}`);
  }
}
