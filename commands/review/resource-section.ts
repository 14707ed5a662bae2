import { type DocumentSection, type Line, named } from "./document";
import { type FieldChange } from "./field-changes";
import { type ResourceChange } from "./resource-changes";

/** In the order in which they are told: what is lost comes first. */
const events: readonly ResourceChange["event"][] = ["deleted", "replaced", "changed", "added"];

/** Fields of one resource that are told. */
const mostFields = 8;

/** Resources that an update touches; parts of a component that fares alike are counted with it. */
export function resourceSection(changes: readonly ResourceChange[] = []): DocumentSection[] {
  if (changes.length === 0) return [];
  const counts = events.map((event) => ({
    event,
    own: changes.filter((one) => one.event === event),
  }));
  const shown = counts.flatMap(({ own }) => shownOf(own));
  return [
    {
      id: "resources",
      title: "Resources",
      summary: [
        counts
          .filter(({ own }) => own.length > 0)
          .map(({ event, own }) => `${own.length} ${event}`)
          .join(", "),
      ],
      tables: [
        {
          title: "Resources that an update would touch",
          columns: ["", "Name", "Type", "What that means"],
          rows: shown.map(({ change, parts }) => [
            [change.event],
            [named(change.name)],
            [named(change.type), ...(parts === 0 ? [] : [` and ${parts} below it`])],
            meaningOf(change),
          ]),
        },
      ],
    },
  ];
}

interface Shown {
  readonly change: ResourceChange;
  /** How many others below it are not shown. */
  readonly parts: number;
}

/** What is sent to a host, of which no value is told. */
const hostType = "command:remote:Command";

/**
 * Those whose component is not among them: that one stands for its parts. A part is told itself where more can be told of
 * its change than of the component's.
 */
function shownOf(changes: readonly ResourceChange[]): Shown[] {
  const byName = new Map(changes.map((one) => [one.name, one]));
  const standsFor = ({ component, type, fields }: ResourceChange): ResourceChange | undefined =>
    component === undefined || (fields.length > 0 && type !== hostType)
      ? undefined
      : byName.get(component);
  const top = (change: ResourceChange): ResourceChange => {
    const above = standsFor(change);
    return above === undefined || above === change ? change : top(above);
  };
  return changes
    .filter((change) => top(change) === change)
    .map((change) => ({
      change,
      parts: changes.filter((other) => other !== change && top(other) === change).length,
    }));
}

function meaningOf({ event, component, onRemoval, fields }: ResourceChange): Line {
  if (event === "deleted" && onRemoval !== undefined) return [onRemoval];
  if (event === "deleted" || event === "added") {
    const stays = event === "deleted" ? ", which stays" : "";
    return component === undefined ? [] : ["a part of ", named(component), stays];
  }
  const shown = fields.slice(0, mostFields).flatMap((field, at): Line => {
    return at === 0 ? fieldLine(field) : ["; ", ...fieldLine(field)];
  });
  const rest = fields.length - mostFields;
  return [...shown, ...(rest > 0 ? [` and ${rest} more`] : [])];
}

function fieldLine({ path, before, after }: FieldChange): Line {
  const name = named(path.replace(/^declared\./, ""));
  if (before === undefined && after === undefined) return [name];
  return [name, " ", valueOf(before), " → ", valueOf(after)].map((piece) =>
    piece === undefined ? "nothing" : piece,
  );
}

function valueOf(value: string | undefined) {
  return value === undefined ? "nothing" : named(value);
}
