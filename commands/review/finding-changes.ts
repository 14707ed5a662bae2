import { type Finding } from "../../model/finding";
import { groupedBy } from "../../model/grouping";

/** Findings that one of two plans has and the other has not. */
export interface FindingChanges {
  readonly fresh: readonly Finding[];
  readonly gone: readonly Finding[];
  /** Those that say the same with other names or figures. */
  readonly altered: readonly AlteredFinding[];
}

export interface AlteredFinding {
  readonly before: Finding;
  readonly after: Finding;
}

/** Findings that are newly there, gone, or say something else; where they stand in the file makes no difference. */
export function findingChanges(
  before: readonly Finding[],
  after: readonly Finding[],
): FindingChanges {
  const told = (findings: readonly Finding[]) => new Set(findings.map(textOf));
  const [was, is] = [told(before), told(after)];
  const gone = groupedBy(
    before.filter((one) => !is.has(textOf(one))),
    matterOf,
  );
  const fresh = groupedBy(
    after.filter((one) => !was.has(textOf(one))),
    matterOf,
  );
  const matters = [...new Set([...gone.keys(), ...fresh.keys()])];
  const pairs = matters.map((matter) => paired(gone.get(matter) ?? [], fresh.get(matter) ?? []));
  return {
    fresh: pairs.flatMap((pair) => pair.fresh),
    gone: pairs.flatMap((pair) => pair.gone),
    altered: pairs.flatMap((pair) => pair.altered),
  };
}

function textOf({ severity, path, message, got = "" }: Finding): string {
  return [severity, path, message, got].join("\n");
}

/** What it is about: findings of one matter differ in names and figures alone. */
function matterOf({ severity, path, fix }: Finding): string {
  return [severity, path, fix.replace(/\d+(\.\d+)?/g, "0")].join("\n");
}

function paired(gone: readonly Finding[], fresh: readonly Finding[]): FindingChanges {
  const both = Math.min(gone.length, fresh.length);
  return {
    altered: gone.slice(0, both).map((before, at) => ({ before, after: fresh[at] ?? before })),
    gone: gone.slice(both),
    fresh: fresh.slice(both),
  };
}
