/** A group: `vm/100`. */
export interface GroupPath {
  readonly "backup-type": string;
  readonly "backup-id": string;
}

/** A snapshot: `vm/100/2026-11-22T01:00:00Z`. */
export interface SnapshotPath extends GroupPath {
  /** Unix seconds. */
  readonly "backup-time": number;
}

const shape =
  /^(?<type>vm|ct|host)\/(?<id>[A-Za-z0-9_][A-Za-z0-9._-]*)(?:\/(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ))?$/;

/** @throws Error for anything but a group */
export function parseGroup(text: string): GroupPath {
  const { type, id, time } = shape.exec(text)?.groups ?? {};
  if (type === undefined || time !== undefined) {
    throw new Error(`unable to parse backup group path '${text}'`);
  }
  return { "backup-type": type, "backup-id": id ?? "" };
}

/** @throws Error for anything but a snapshot */
export function parseSnapshot(text: string): SnapshotPath {
  const { type, id, time } = shape.exec(text)?.groups ?? {};
  if (type === undefined || time === undefined) {
    throw new Error(`unable to parse backup snapshot path '${text}'`);
  }
  return { "backup-type": type, "backup-id": id ?? "", "backup-time": Date.parse(time) / 1000 };
}

/** Whether a path names a whole group. */
export function isGroup(text: string): boolean {
  return text.split("/").length === 2;
}

/** The path of a snapshot. */
export function formatSnapshot(path: SnapshotPath): string {
  const time = new Date(path["backup-time"] * 1000).toISOString().replace(/\.\d+Z$/, "Z");
  return `${path["backup-type"]}/${path["backup-id"]}/${time}`;
}
