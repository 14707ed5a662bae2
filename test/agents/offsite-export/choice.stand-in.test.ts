import * as fs from "node:fs";
import { Agent } from "./agent";

const [ours, theirs] = [Array(32).fill("ab").join(":"), Array(32).fill("cd").join(":")];
const source = {
  ...{ repository: "r", fingerprint: "f", secret: "s" },
  clientKey: JSON.stringify({ kdf: null, data: "", fingerprint: ours }),
};
const now = Math.floor(Date.now() / 1000);
const day = 86_400;

/** A snapshot of some days ago as the server lists it. Source: PBS API, admin/datastore/{store}/snapshots. */
function listed(daysAgo: number, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    ...{ "backup-type": "vm", "backup-id": "100", "backup-time": now - daysAgo * day },
    files: files("encrypt", "sign-only"),
    ...{ fingerprint: ours, verification: { state: "ok", upid: "UPID:" } },
    ...changes,
  };
}

const files = (disk: string, manifest: string, log = "encrypt") => [
  { filename: "index.json.blob", "crypt-mode": manifest, size: 500 },
  { filename: "drive-scsi0.img.fidx", "crypt-mode": disk, size: 4096 },
  { filename: "client.log.blob", "crypt-mode": log, size: 20 },
];

const unverified = { verification: undefined };
const failed = { verification: { state: "failed", upid: "UPID:" } };
const unfinished = {
  files: [{ filename: "drive-scsi0.img.fidx" }],
  ...{ verification: undefined, fingerprint: undefined },
};

let agent: Agent;
beforeEach(() => (agent = new Agent(source, { url: "" }, "/usr/bin/false")));
afterEach(() => agent.remove());

/** The days ago of what is chosen, and the words of each alarm. */
async function judged(snapshots: readonly unknown[], preferred = "") {
  fs.writeFileSync(agent.at("listing"), JSON.stringify(snapshots));
  agent.replaceClient("snapshot", `cat '${agent.at("listing")}'`);
  const { chosen, alarms } = JSON.parse(await agent.ask(`judge_snapshots 100 '${preferred}'`)) as {
    chosen: { time: number } | null;
    alarms: string[];
  };
  return {
    chosen: chosen && (now - chosen.time) / day,
    alarms: alarms.map((alarm) => alarm.replace(/vm\/100\/\S+/g, "S")),
  };
}

const nothingVerified = "vm/100 has no verified snapshot; nothing unverified is exported";

describe("the snapshot that is exported", () => {
  it("is the newest that is verified, encrypted under our key and of the past", async () => {
    expect(await judged([listed(3), listed(1), listed(2)])).toEqual({ chosen: 1, alarms: [] });
  });

  it("is no log of a client's judged by, nor a key that is sealed for a master key", async () => {
    const sealed = { filename: "rsa-encrypted.key.blob", "crypt-mode": "none", size: 512 };
    const snapshot = listed(1, { files: [...files("encrypt", "sign-only", "none"), sealed] });
    expect(await judged([snapshot])).toEqual({ chosen: 1, alarms: [] });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "that is not encrypted",
      { files: files("none", "none"), fingerprint: undefined },
      "S is not encrypted: index.json.blob, drive-scsi0.img.fidx",
    ],
    [
      "of which one disk is not encrypted",
      { files: files("none", "sign-only") },
      "S is not encrypted: drive-scsi0.img.fidx",
    ],
    [
      "whose manifest nobody with the key has signed",
      { files: files("encrypt", "none") },
      "S is not encrypted: index.json.blob",
    ],
    [
      "that is only signed",
      { files: files("sign-only", "sign-only") },
      "S is not encrypted: drive-scsi0.img.fidx",
    ],
    ["under another key", { fingerprint: theirs }, `S is encrypted under another key (${theirs})`],
    [
      "under a key that nobody names",
      { fingerprint: undefined },
      "S is encrypted under another key (unknown)",
    ],
    ["whose verification failed", failed, "S is damaged: its verification failed"],
  ])(
    "is not one %s: it is told, and the newest of the others is taken",
    async (_, changes, alarm) => {
      expect(await judged([listed(2), listed(1, changes)])).toEqual({ chosen: 2, alarms: [alarm] });
      expect(await judged([listed(1, changes)])).toEqual({
        chosen: null,
        alarms: [alarm, nothingVerified],
      });
      // What is older than the one that is taken was told when it was new.
      expect(await judged([listed(1), listed(2, changes)])).toEqual({ chosen: 1, alarms: [] });
    },
  );

  it.each([
    ["2099", Date.UTC(2099, 0, 1) / 1000],
    ["ten minutes from now", now + 600],
    ["a year that no calendar has", 1e17],
  ])("is not one of %s", async (_, time) => {
    const future = listed(0, { "backup-time": time });
    const { chosen, alarms } = await judged([listed(2), future]);
    expect(chosen).toBe(2);
    expect(alarms).toEqual([expect.stringMatching(/ is dated in the future$/)]);
  });

  it("may be a moment ahead, as the clock of a node is", async () => {
    expect(await judged([listed(-60 / day)])).toMatchObject({ alarms: [] });
  });

  it("may have newer ones that wait for their verification, for two weeks", async () => {
    const waits = [listed(10), listed(6, unverified), listed(1, unverified)];
    expect(await judged(waits)).toEqual({ chosen: 10, alarms: [] });
  });

  it.each([
    [
      "90 days older than two that are not verified",
      [listed(90), listed(2, unverified), listed(1, unverified)],
    ],
    [
      "a day older than one that nobody has verified for 89 days",
      [listed(90), listed(89, unverified)],
    ],
    ["much older than one that was never finished", [listed(90), listed(3, unfinished)]],
  ])("is told where it is %s", async (_, snapshots) => {
    const { chosen, alarms } = await judged(snapshots);
    expect(chosen).toBe(90);
    expect(alarms).toEqual([
      expect.stringMatching(/^S is the newest that is verified, and S is not (verified|finished)$/),
    ]);
  });

  it("has nothing to do with a backup that is under way", async () => {
    expect(await judged([listed(90), listed(0.1, unfinished)])).toEqual({ chosen: 90, alarms: [] });
  });

  it("is the one that a round has begun, unless that is not acceptable any more", async () => {
    const name = `vm/100/${new Date((now - 3 * day) * 1000).toISOString().slice(0, 19)}Z`;
    expect(await judged([listed(1), listed(3)], name)).toEqual({ chosen: 3, alarms: [] });
    expect(await judged([listed(1), listed(3, failed)], name)).toEqual({ chosen: 1, alarms: [] });
  });

  it("may be plain where the job has no key of backups", async () => {
    fs.rmSync(agent.at("configuration/vm/client-key.json"));
    const plain = { files: files("none", "none"), fingerprint: undefined };
    expect(await judged([listed(1, plain)])).toEqual({ chosen: 1, alarms: [] });
  });
});
