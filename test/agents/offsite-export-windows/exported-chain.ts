import { Bucket } from "../offsite-export/agent";
import { type Point, WindowsAgent } from "./windows-agent";

/** A full backup and an increment of one computer. */
export const chain: readonly [Point, Point] = [
  {
    computer: "FS02.lab.example",
    time: "2026-11-15T01:10:00Z",
    full: true,
    file: "fs02D2026-11-15T011000_1.vbk",
  },
  {
    computer: "FS02.lab.example",
    time: "2026-11-22T01:10:00Z",
    full: false,
    file: "fs02D2026-11-22T011000_2.vib",
  },
];

/** What is exported of it. */
export const snapshot = "veeam/fs02/2026-11-22T01:10:00Z";

/** Veeam's own file beside them, with a name that nobody should have to think of. */
export const oddName = "Job's of fs02, 100 % [x] \u00e9.vbm";

/** An agent with a chain to bring, anew for each test, and the bucket that it goes to. */
export interface ExportedChain {
  readonly agent: WindowsAgent;
  readonly bucket: Bucket;
  /** By name. */
  readonly files: Readonly<Record<string, Buffer>>;
}

/** Makes it. @param fullMiB - of the full backup; packs are of 4 MiB */
export function useChain(fullMiB = 9): ExportedChain {
  let bucket: Bucket;
  let agent: WindowsAgent;
  let files: Record<string, Buffer>;
  beforeAll(async () => (bucket = await Bucket.start()));
  afterAll(() => bucket.stop());
  beforeEach(async () => {
    await bucket.reset();
    agent = new WindowsAgent(bucket);
    agent.veeam = { ...agent.veeam, points: chain };
    files = {
      [chain[0].file]: agent.backupFile(chain[0].file, fullMiB * 1024 * 1024 + 17),
      [chain[1].file]: agent.backupFile(chain[1].file, 1024 * 1024),
      [oddName]: agent.backupFile(oddName, 5000),
    };
  });
  afterEach(() => agent.remove());
  return {
    get agent() {
      return agent;
    },
    get bucket() {
      return bucket;
    },
    get files() {
      return files;
    },
  };
}
