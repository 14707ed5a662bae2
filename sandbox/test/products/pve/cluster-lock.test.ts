import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { withClusterLock } from "../../../products/pve/state/cluster-lock";
import { withLock } from "../../../../lib/lock";
import { statSync } from "node:fs";

let state: string;
beforeEach(() => (state = mkdtempSync(path.join(tmpdir(), "pve-lock-"))));
afterEach(() => rmSync(state, { recursive: true }));

/** Holds the lock of a file, as another process would. */
function holding(file: string, body: () => Promise<void>): Promise<void> {
  const { dev, ino } = statSync(state);
  return withLock(`pve ${dev}-${ino} ${file}`, body);
}

describe("the lock of a cluster's file", () => {
  it("is one lock under every path of the directory", async () => {
    const elsewhere = `${state}-link`;
    symlinkSync(state, elsewhere);
    await holding("jobs.cfg", async () => {
      await expect(withClusterLock(elsewhere, "jobs.cfg", () => 1, 50)).rejects.toThrow("timeout");
    });
    rmSync(elsewhere);
  });

  it("lets another file be changed meanwhile, and is free again afterwards", async () => {
    await holding("jobs.cfg", async () => {
      expect(await withClusterLock(state, "storage.cfg", () => 1, 50)).toBe(1);
    });
    expect(await withClusterLock(state, "jobs.cfg", () => 2, 50)).toBe(2);
  });

  it("fails with the product's text when it stays taken", async () => {
    await holding("storage.cfg", async () => {
      await expect(withClusterLock(state, "storage.cfg", () => 1, 50)).rejects.toThrow(
        "error with cfs lock 'file-storage_cfg': got lock request timeout",
      );
    });
  });
});
