import { toldStackFileSchema } from "../stack-file";
import { allowedOf, anything } from "./allowed";
import { formRows } from "./forms";
import { entryOf, type ToldSchema } from "./told-schema";
import { inGroups, type KeyRow, keyRows, type OnlyWith } from "./rows";

const head = `# Configuration

Every key of a stack's file, such as \`Pulumi.lab.yaml\`. Generated from the schema that checks the file (\`npm run reference\`); a
test fails where it is stale. Editors show the same from \`config/schema/stack-file.schema.json\`, which the first line of
\`Pulumi.lab.yaml\` names. What keys must be to each other (a name that exists, a window that is long enough) the plan checks.

- A path is below the key of its section: \`<name>.store\` in \`backup:places\` is \`store\` of each place.
- \`<name>\` is a name of your own, or one that its product has; \`[]\` is each entry of a list.
- **Required or default** says what holds where a key is left out. A required key of an entry has to be there where the entry is.
- Secrets stand under \`backup:secrets\`, encrypted: [which, and how they get there](runbooks/keys.md).
- A key that is not here is refused, with its place and the nearest one that is.
`;

/** The page of every key of a stack's file, for people. */
export function referencePage(): string {
  const file = toldStackFileSchema() as ToldSchema;
  const { config, ...beside } = file.properties!;
  const sections = Object.entries(config!.properties!).map(([key, schema]): Section => {
    const isRequired = config!.required?.includes(key) ?? false;
    return { key, isRequired, ...sectionOf(schema) };
  });
  const keys = sections.map(({ key }) => key);
  return [
    head,
    contents(sections),
    ...sections.map((one) => text(one, keys)),
    besideText(beside),
    formsText(),
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

interface Section {
  /** `backup:places`. */
  readonly key: string;
  readonly isRequired: boolean;
  readonly description: string;
  /** Whether there may be several, by name, of which each has these keys. */
  readonly isProduct: boolean;
  /** What may stand there, where no keys below it say so. */
  readonly allowed?: string;
  readonly rows: readonly KeyRow[];
}

/** Of products the form of the only one is told: the other is the same by name. */
function sectionOf(schema: ToldSchema): Omit<Section, "key" | "isRequired"> {
  const { description = "", anyOf: [only, byName] = [] } = schema;
  const isProduct = byName !== undefined && entryOf(byName) !== undefined;
  const rows = keyRows(isProduct ? only! : schema);
  return {
    description,
    isProduct,
    rows,
    ...(rows.length > 0 ? {} : { allowed: allowedOf(schema) }),
  };
}

function contents(sections: readonly Section[]): string {
  const rows = sections.map(({ key, isRequired, description }) => [
    linkTo(key),
    isRequired ? "required" : "optional",
    withoutDefault(description),
  ]);
  return table(["section", "", "what stands there"], rows);
}

function withoutDefault(description: string): string {
  return cell(description.replace(/ ?Default: .*\.$/s, ""));
}

function text(section: Section, keys: readonly string[]): string {
  const { key, isRequired, description, isProduct, allowed, rows } = section;
  const others = keys.filter((one) => one !== key);
  const said = [
    linked(description, others),
    ...(isRequired ? ["Required."] : []),
    ...(allowed === undefined || allowed === anything ? [] : [`Allowed: ${cell(allowed)}.`]),
    ...(isProduct
      ? [
          "Where there are several, each stands below its name: then every path begins with `<name>.`",
        ]
      : []),
  ].join(" ");
  const parts = partsOf(key, rows);
  return [
    `## ${key}\n`,
    `${said}\n`,
    ...parts.map(({ title, rows: these }) =>
      [
        ...(title === undefined ? [] : [`### ${title}\n`]),
        ...(these.length === 0 ? [] : [keyTable(these, others)]),
      ].join("\n"),
    ),
  ].join("\n");
}

/** Rows of a section that stand under a title of their own; without one first of all. */
interface Part {
  readonly title?: string;
  readonly rows: readonly KeyRow[];
}

/** A longer section is divided by its keys, of which those with much below them are parts. */
const [longSection, longPart] = [40, 6];

function partsOf(key: string, rows: readonly KeyRow[]): Part[] {
  if (rows.length < longSection) return [{ rows }];
  const beginning = ({ path }: KeyRow) => /^[^.[]+/.exec(path)?.[0] ?? path;
  const groups = inGroups(rows, beginning);
  const isLong = (row: KeyRow) => groups.get(beginning(row))!.length >= longPart;
  const short = rows.filter((row) => !isLong(row));
  return [
    { rows: short },
    ...[...groups]
      .filter(([, these]) => these.length >= longPart)
      .map(([name, these]) => ({ title: `${key}.${name}`, rows: these })),
  ];
}

function keyTable(rows: readonly KeyRow[], others: readonly string[]): string {
  return table(
    ["key", "required or default", "allowed", "what it decides"],
    rows.map(({ path, presence, allowed, description, only }) => [
      `\`${path}\``,
      linked(presence, others),
      cell(allowed),
      [...onlyText(only), linked(description, others)].join(" "),
    ]),
  );
}

function onlyText(only: OnlyWith | undefined): string[] {
  if (only === undefined) return [];
  const [first = "", ...others] = only.values;
  const values = [`${only.key}: ${first}`, ...others].map((one) => `\`${one}\``);
  const last = values.length > 1 ? ` or ${values.pop()}` : "";
  return [`With ${values.join(", ")}${last}:`];
}

function formsText(): string {
  const rows = formRows.map(([calling, allowed]) => [calling, cell(allowed)]);
  return ["## Forms of text\n", table(["form", "what it is"], rows)].join("\n");
}

function besideText(beside: Readonly<Record<string, ToldSchema>>): string {
  const rows = Object.entries(beside).map(([key, { description = "" }]) => [
    `\`${key}\``,
    cell(description),
  ]);
  return [
    "## Beside config\n",
    "Under `config` there may be settings of other programs as well, such as `aws:region`. Beside it there are Pulumi's own keys:\n",
    table(["key", "what it is"], rows),
  ].join("\n");
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}

/** Other sections that are named become links to them. */
function linked(words: string, sections: readonly string[]): string {
  return cell(words).replace(/`(backup:\w+)`/g, (code, key: string) =>
    sections.includes(key) ? linkTo(key) : code,
  );
}

function linkTo(key: string): string {
  return `[\`${key}\`](#${key.replace(":", "").toLowerCase()})`;
}

function cell(words: string): string {
  return words.replaceAll("|", "\\|").replaceAll("\n", " ");
}
