import { allowedOf, valueText } from "./allowed";
import { entryOf, formsOf, type ToldSchema } from "./told-schema";

/** A key of a stack's file, as the reference has it. */
export interface KeyRow {
  /** Below its section; `<name>` is a name of the file's own, `[]` each of a list. */
  readonly path: string;
  /** `required`, or what holds where it is left out. */
  readonly presence: string;
  readonly allowed: string;
  readonly description: string;
  /** With which values of another key there is this one; left out if with all of them. */
  readonly only?: OnlyWith;
}

/** `engine`, and which. */
export interface OnlyWith {
  readonly key: string;
  readonly values: readonly string[];
}

/** What stands below a schema, in the order of the schema. */
export function keyRows(schema: ToldSchema, path = ""): KeyRow[] {
  const forms = formsOf(schema);
  if (forms.length > 0) return ofForms(forms, path);
  const entry = entryOf(schema);
  if (entry !== undefined) return ofEntry(entry, at(path, "<name>"));
  const { properties = {}, required = [], items } = schema;
  if (items !== undefined) return keyRows(items, `${path}[]`);
  return Object.entries(properties).flatMap(([key, one]) => {
    const here = at(path, key);
    return [rowOf(one, here, required.includes(key)), ...keyRows(one, here)];
  });
}

function at(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** What is said of an entry; of one that is a plain value its map says what it may be. */
function ofEntry(entry: ToldSchema, path: string): KeyRow[] {
  return [{ ...rowOf(entry, path, true), presence: "any number" }, ...keyRows(entry, path)];
}

const sentence = / ?Default: (.*)\.$/s;

function rowOf(schema: ToldSchema, path: string, isRequired: boolean): KeyRow {
  const { description = "", default: filledIn } = schema;
  const [, said] = sentence.exec(description) ?? [];
  const unless = said ?? (filledIn === undefined ? "may be left out" : `${valueText(filledIn)}`);
  return {
    path,
    presence: isRequired ? "required" : unless,
    allowed: allowedOf(schema),
    description: description.replace(sentence, ""),
  };
}

/** The rows of every form, those once that several have alike. */
function ofForms(forms: readonly ToldSchema[], path: string): KeyRow[] {
  const key = discriminatorOf(forms);
  const values = forms.flatMap((form) => valuesOf(form, key));
  const description = forms[0]?.properties?.[key]?.description;
  const first = rowOf({ description, enum: values }, at(path, key), true);
  const found = forms.flatMap((form) => {
    const these = valuesOf(form, key).map(String);
    return keyRows(form, path)
      .filter((row) => row.path !== first.path)
      .map((row) => ({ row, these }));
  });
  const alike = [...inGroups(found, ({ row }) => JSON.stringify(row)).values()];
  const rows = alike.map((same): KeyRow => {
    const [{ row }] = same;
    const of = same.flatMap(({ these }) => these);
    return of.length === values.length ? row : { ...row, only: { key, values: of } };
  });
  return [first, ...rows.map((row) => withoutRepeat(row, rows))];
}

/** What stands above a key says with what there is all of it. */
function withoutRepeat(row: KeyRow, rows: readonly KeyRow[]): KeyRow {
  const { only, ...rest } = row;
  const isAbove = (one: KeyRow) =>
    row.path.startsWith(`${one.path}.`) || row.path.startsWith(`${one.path}[`);
  const isSaid = rows.some(
    (one) => isAbove(one) && JSON.stringify(one.only) === JSON.stringify(only),
  );
  return isSaid ? rest : row;
}

/** The key by whose value the forms are told apart. */
function discriminatorOf(forms: readonly ToldSchema[]): string {
  const [key] = Object.keys(forms[0]?.properties ?? {}).filter((name) =>
    forms.every((form) => valuesOf(form, name).length > 0),
  );
  if (key === undefined) throw new Error("the reference knows no forms that no key tells apart");
  return key;
}

function valuesOf({ properties = {} }: ToldSchema, key: string): readonly unknown[] {
  const { const: only, enum: some = [] } = properties[key] ?? {};
  return only === undefined ? some : [only];
}

/** Groups in the order of their first members, which is the schema's. */
export function inGroups<One>(
  all: readonly One[],
  keyOf: (one: One) => string,
): Map<string, [One, ...One[]]> {
  const groups = new Map<string, [One, ...One[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
