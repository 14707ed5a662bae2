import { groupedBy } from "../../model/grouping";
import { counted } from "../../model/plan/name-list";
import { type CopyName } from "./copy-changes";
import { type Direction } from "./direction";
import { type DocumentSection, type Line, names, type Piece, ways } from "./document";
import { type ItemChange, type ItemState } from "./item-changes";

const order: readonly Direction[] = ["worse", "better", "other"];

/** What becomes of the items, those together that fare alike, the worst first. */
export function itemSection(changes: readonly ItemChange[]): DocumentSection[] {
  if (changes.length === 0) return [];
  const alike = [
    ...groupedBy(changes, ({ item: _, ...change }) => JSON.stringify(change)).values(),
  ].sort(([a], [b]) => order.indexOf(a.direction) - order.indexOf(b.direction));
  return [
    {
      id: "items",
      title: "Items protected otherwise",
      summary: summaryOf(changes),
      tables: [
        {
          title: "Items that are protected more, less or otherwise",
          columns: ["Protected", "Items", "What becomes of them", "Before", "After", "Copies"],
          rows: alike.map(rowOf),
        },
      ],
    },
  ];
}

function summaryOf(changes: readonly ItemChange[]): Line {
  const events = groupedBy(
    changes,
    ({ direction, event }) => `${order.indexOf(direction)}${event}`,
  );
  return [...events.values()].flatMap((own, at): Line => {
    const text = `${at === 0 ? "" : "; "}${counted(own.length, "item")} ${own[0].event}: `;
    return [text, ...names(own.map(({ item }) => item))];
  });
}

function rowOf(own: readonly [ItemChange, ...ItemChange[]]): readonly Line[] {
  const [{ direction, event, before, after, ...copies }] = own;
  return [
    [ways[direction]],
    names(own.map(({ item }) => item)),
    [event],
    [stateText(before)],
    [stateText(after)],
    copiesLine(copies),
  ];
}

function stateText(state: ItemState | undefined): string {
  if (state === undefined) return "–";
  const { status, rule, exemption } = state;
  const until = exemption === undefined ? "" : ` until ${exemption.expires} (${exemption.reason})`;
  return `${status}${until}, ${rule.join("-")}`;
}

function copiesLine({
  gained,
  lost,
  altered,
}: Pick<ItemChange, "gained" | "lost" | "altered">): Line {
  const parts: readonly Line[] = [
    ...lost.map((copy): Line => ["loses ", ...copyName(copy)]),
    ...gained.map((copy): Line => ["gains ", ...copyName(copy)]),
    ...altered.map(({ what, before, after, ...copy }): Line => {
      return [`${what} ${before} → ${after} in `, ...copyName(copy)];
    }),
  ];
  return parts.flatMap((part, at) => (at === 0 ? part : ["; ", ...part]));
}

function copyName({ class: name, place }: CopyName): Piece[] {
  return [{ name: place }, " of ", { name }];
}
