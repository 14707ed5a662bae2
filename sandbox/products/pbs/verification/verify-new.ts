import { type Context } from "../command-line/command";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { absolutePath } from "../datastore/datastore";
import { type BackupGroup, groupAt, timeNameOf } from "../retention/snapshots";
import { runTask } from "../tasks/task";
import { Verifier } from "./verifier";

/** Verifies a snapshot right after it was made, for a datastore with `verify-new`. */
export async function verifyNew(
  context: Context,
  store: Section,
  group: BackupGroup,
  time: Date,
): Promise<void> {
  const base = underRoot(absolutePath(store));
  const { namespace, type, id } = group;
  const snapshot = groupAt(base, namespace, type, id).snapshots.find(
    ({ name }) => name === timeNameOf(time),
  );
  if (snapshot === undefined) return;
  const hexTime = Math.floor(time.getTime() / 1000)
    .toString(16)
    .toUpperCase()
    .padStart(8, "0");
  const worker = `${store.id}:${[namespace, type, id].filter(Boolean).join("/")}/${hexTime}`;
  await runTask(context, "verify", worker, async (log, upid) => {
    const verifier = new Verifier(base, store.id, upid, log);
    if (!(await verifier.verify(group, snapshot, () => true))) {
      throw new Error("verification failed - please check the log for details");
    }
  });
}
