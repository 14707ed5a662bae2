import { canonicalJson } from "../../model/canonical-json";
import { pairsOf } from "./pairs";
import { type Resources, type SentResource } from "./resources";
import { type FieldChange, fieldChanges } from "./field-changes";
import { isReplaced } from "./replacement";

/** A resource that an update would add, change, replace or delete. */
export interface ResourceChange {
  readonly type: string;
  readonly name: string;
  readonly event: "added" | "changed" | "replaced" | "deleted";
  /** The component that it is a part of; left out for one that is none. */
  readonly component?: string;
  /** What differs; empty unless it is changed or replaced. */
  readonly fields: readonly FieldChange[];
  /** What its removal means, in the words of a component that is deleted. */
  readonly onRemoval?: string;
}

/** Resources that differ, in the order of their names. */
export function resourceChanges(before: Resources, after: Resources): ResourceChange[] {
  const components = [...before, ...after].filter(isComponent);
  const pairs = pairsOf(before, after, ({ type, name }) => `${name}\n${type}`);
  return pairs.flatMap(({ before: was, after: is }): ResourceChange[] => {
    const one = is ?? was;
    if (one === undefined || same(was, is)) return [];
    const fields = was && is ? fieldChanges(was, is) : [];
    const event = eventOf(was, is, fields);
    const component = partOf(one, components);
    const onRemoval = event === "deleted" ? removalOf(one) : undefined;
    return [
      {
        ...{ type: one.type, name: one.name, event },
        ...(component === undefined ? {} : { component: component.name }),
        ...{ fields, ...(onRemoval === undefined ? {} : { onRemoval }) },
      },
    ];
  });
}

function same(before: SentResource | undefined, after: SentResource | undefined): boolean {
  return canonicalJson(before?.inputs ?? null) === canonicalJson(after?.inputs ?? null);
}

function eventOf(
  before: SentResource | undefined,
  after: SentResource | undefined,
  fields: readonly FieldChange[],
): ResourceChange["event"] {
  if (before === undefined) return "added";
  if (after === undefined) return "deleted";
  return isReplaced(after.type, fields) ? "replaced" : "changed";
}

/** Whether it is one of this stack's own, which say what their removal means. */
export function isComponent({ type }: Pick<SentResource, "type">): boolean {
  return type.startsWith("backup:");
}

/** The nearest component that it is below: names of parts begin with those of what they are parts of. */
function partOf({ name, type }: SentResource, components: Resources): SentResource | undefined {
  return components
    .filter((one) => name.startsWith(`${one.name}-`) || (one.name === name && one.type !== type))
    .reduce<SentResource | undefined>(
      (best, one) => (best === undefined || one.name.length > best.name.length ? one : best),
      undefined,
    );
}

function removalOf(resource: SentResource | undefined): string | undefined {
  const words = resource?.inputs["onRemoval"];
  return typeof words === "string" ? words : undefined;
}
