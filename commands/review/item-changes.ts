import { groupedBy } from "../../model/grouping";
import {
  type ItemCoverage,
  type ItemKind,
  type Plan,
  type PlannedCopy,
} from "../../model/plan/plan";
import { byStatus } from "../plan/status";
import { type CopyChanges, copyChanges } from "./copy-changes";
import { type Direction, directionOf, together } from "./direction";
import { type Pair, pairsOf } from "./pairs";

/** How an item is covered, as far as it is compared. */
export interface ItemState {
  readonly status: ItemCoverage["status"];
  /** Copies, media, offsite, locked or offline, unverified. */
  readonly rule: readonly number[];
  readonly exemption?: ItemCoverage["exemption"];
}

/** What became of an item, in words. */
export type ItemEvent =
  | "newly declared"
  | "no longer declared"
  | "newly protected"
  | "no longer protected"
  | "newly exempt"
  | "no longer exempt"
  | "standing otherwise"
  | "with copies lost"
  | "with copies gained"
  | "protected by other copies"
  | "with copies altered";

/** An item that is protected otherwise than before. */
export interface ItemChange extends CopyChanges {
  readonly item: string;
  readonly kind: ItemKind;
  readonly event: ItemEvent;
  readonly direction: Direction;
  readonly before?: ItemState;
  readonly after?: ItemState;
}

type Compared = Pick<Plan, "coverage" | "copies">;

/** Items that are protected more, less or otherwise. */
export function itemChanges(before: Compared, after: Compared): ItemChange[] {
  const was = groupedBy(before.copies, ({ item }) => item);
  const is = groupedBy(after.copies, ({ item }) => item);
  return pairsOf(before.coverage, after.coverage, ({ item }) => item).flatMap((pair) =>
    changeOf(pair, was.get(pair.key) ?? [], is.get(pair.key) ?? []),
  );
}

function changeOf(
  pair: Pair<ItemCoverage>,
  was: readonly PlannedCopy[],
  is: readonly PlannedCopy[],
): ItemChange[] {
  const copies = copyChanges(was, is);
  const states = { ...stateOf("before", pair.before), ...stateOf("after", pair.after) };
  const event = eventOf(states.before, states.after, copies);
  if (event === undefined) return [];
  const { key: item, before, after } = pair;
  const kind = (after ?? before)?.kind ?? "guest";
  return [{ item, kind, event, direction: directionOfItem(states, copies), ...states, ...copies }];
}

function stateOf<Name extends "before" | "after">(name: Name, coverage: ItemCoverage | undefined) {
  if (coverage === undefined) return {} as { [key in Name]?: ItemState };
  const { status, exemption, rule } = coverage;
  const { copies, media, offsite, immutable, unverified } = rule;
  const figures = [copies, media, offsite, immutable, unverified];
  const state: ItemState = { status, rule: figures, ...(exemption ? { exemption } : {}) };
  return { [name]: state } as { [key in Name]?: ItemState };
}

function eventOf(
  before: ItemState | undefined,
  after: ItemState | undefined,
  { gained, lost, altered }: CopyChanges,
): ItemEvent | undefined {
  if (before === undefined) return "newly declared";
  if (after === undefined) return "no longer declared";
  if (before.status !== after.status) return statusEvent(before.status, after.status);
  if (gained.length > 0)
    return lost.length > 0 ? "protected by other copies" : "with copies gained";
  if (lost.length > 0) return "with copies lost";
  return altered.length > 0 ? "with copies altered" : undefined;
}

function statusEvent(before: ItemState["status"], after: ItemState["status"]): ItemEvent {
  if (after === "exempt") return "newly exempt";
  if (after === "protected") return "newly protected";
  if (before === "protected") return "no longer protected";
  return before === "exempt" ? "no longer exempt" : "standing otherwise";
}

interface States {
  readonly before?: ItemState;
  readonly after?: ItemState;
}

function directionOfItem({ before, after }: States, copies: CopyChanges): Direction {
  if (before === undefined) return newcomers[after?.status ?? "unprotected"] ?? "other";
  if (after === undefined) return "other";
  if (before.status === "exempt" || after.status === "exempt") return exempted(after, copies);
  const order = byStatus(before.status, after.status);
  if (order !== 0) return order < 0 ? "better" : "worse";
  const counted = directionOf(weightOf(before), weightOf(after));
  const number = directionOf(0, copies.gained.length - copies.lost.length);
  return together([counted, number, ...copies.altered.map(({ direction }) => direction)]);
}

/** What is declared anew takes nothing from others; with copies that are not kept yet, it is neither. */
const newcomers: Readonly<Partial<Record<ItemState["status"], Direction>>> = {
  protected: "better",
  unprotected: "worse",
};

/** That nobody asks is no protection: what counts is whether there is a copy more or less. */
function exempted(after: ItemState, { gained, lost }: CopyChanges): Direction {
  if (after.status === "protected") return "better";
  return directionOf(0, gained.length - lost.length) ?? "other";
}

/** How much of 3-2-1-1-0 there is, what is unverified against it. */
function weightOf({ rule }: ItemState): number {
  const unverified = rule.at(-1) ?? 0;
  return rule.slice(0, -1).reduce((sum, figure) => sum + figure, 0) - unverified;
}
