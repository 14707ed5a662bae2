import { manifestName } from "../data/manifest";
import { type SnapshotAnswer } from "./answers";
import { type Connection } from "./connect";
import { type GroupPath, type SnapshotPath } from "./paths";

/** The newest finished snapshot of a group. @throws Error if there is none */
export async function lastOf(
  { client, path, place }: Connection,
  group: GroupPath,
): Promise<SnapshotPath> {
  const name = `${group["backup-type"]}/${group["backup-id"]}`;
  const rows = (await client.get(`${path}/snapshots`, {
    ...place,
    ...group,
  })) as unknown as SnapshotAnswer[];
  if (rows.length === 0) throw new Error(`backup group ${name} does not contain any snapshots.`);
  const times = rows
    .filter(({ files }) => files.some(({ filename }) => filename === manifestName))
    .map((row) => row["backup-time"]);
  if (times.length === 0) {
    throw new Error(`backup group ${name} does not contain any finished snapshots.`);
  }
  return { ...group, "backup-time": Math.max(...times) };
}
