import * as fs from "node:fs";
import { begunIn } from "./agent";
import { snapshot } from "./backed-up-guest";
import { keysOf, tamperings } from "./tamperings";
import { costlyKeys, describeCostlyKeys, describeTamperings } from "./tampered-restores";
import {
  exported,
  whole,
  at,
  restore,
  byHand,
  image,
  restic,
  moved,
  useExport,
} from "./tampered-export";

useExport();

it("leaves what nobody has tampered with as it was", async () => {
  expect((await restore()).err).toContain("its sum is right");
  expect(await byHand()).toMatchObject({ code: 0 });
});

// `tampering.long.test.ts` has all of them.
describeTamperings(Object.entries(tamperings).filter(([, { likeAnother }]) => !likeAnother));

describeCostlyKeys(costlyKeys.slice(0, 1));

describe("a restore fails by name, by the program and by hand, of", () => {
  const today = "vm/100/2026-11-23T01:00:00Z";
  const refused = async (said: RegExp, hand: RegExp, wanted = snapshot) => {
    const target = exported.agent.at("never");
    const own = await exported.agent.run("restore", "vm", wanted, "drive-scsi0.img", target);
    const typed = await byHand({ [`snapshot=${snapshot}`]: `snapshot=${wanted}` });

    expect(own.code).toBe(1);
    expect(own.err).toMatch(said);
    expect(fs.existsSync(target)).toBe(false);
    expect(typed.code).not.toBe(0);
    expect(typed.said).toMatch(hand);
    expect(fs.existsSync(image())).toBe(false);
  };

  it("yesterday's export in the place of today's", async () => {
    const begun = at.slice(at.lastIndexOf("/") + 1);
    await exported.bucket.holdOnly(moved(`pbs-vm/${today}/${begun}`));
    await refused(
      new RegExp(`is refused: its snapshot is ${snapshot}, not ${today}`),
      /snapshot=vm\/100\/2026-11-23T01:00:00Z.* is not said by/,
      today,
    );
  });

  it("an older export of the same snapshot in the place of a later one", async () => {
    const later = begunIn(3600);
    await exported.bucket.holdOnly(moved(`pbs-vm/${snapshot}/${later}`));
    await refused(
      new RegExp(`its begun is \\d{8}T\\d{6}Z, not ${later}`),
      new RegExp(`begun=${later}.* is not said by`),
    );
  });

  it("an export of the earlier format, which nothing authenticates", async () => {
    const manifest = { body: Buffer.from("{}"), storageClass: undefined };
    await exported.bucket.holdOnly(new Map([[`pbs-vm/${today}/manifest.json`, manifest]]));
    await refused(
      /is of an earlier format, which nothing authenticates/,
      /^ended with [1-9]/m,
      today,
    );
  });

  it("the export of another estate under the same key", async () => {
    exported.agent.configure({ estate: "lab/elsewhere" });
    const own = await restore();
    exported.agent.configure({});
    const typed = await byHand({ "estate=lab/test": "estate=lab/elsewhere" });

    expect(own).toMatchObject({
      code: 1,
      err: expect.stringContaining("its estate is lab/test, not lab/elsewhere") as string,
    });
    expect(typed.said).toMatch(/estate=lab\/elsewhere.* is not said by/);
    expect(typed.code).not.toBe(0);
  });

  it("an export under the key of another estate", async () => {
    const key = fs.readFileSync(exported.agent.at("configuration/vm/export-key"), "utf8");
    exported.agent.useKey("another");
    const own = await restore();
    const typed = await byHand();
    exported.agent.useKey(key.trim());

    expect(own.code).toBe(1);
    expect(own.err).toMatch(
      /ERR .* is refused: wrong key: \S+\/export-key does not open it, its fingerprint is ([0-9a-f]{2}:){31}/,
    );
    // S3's archive brings back nothing that cannot be opened.
    expect(own.err).not.toContain("asking");
    expect(typed.said).toContain("wrong password or no key found");
    expect(typed.code).not.toBe(0);
  });

  it("an export of a format that is not known", async () => {
    const begun = at.slice(at.lastIndexOf("/") + 1);
    const tags = ["format=offsite-export/3", "estate=lab/test", "item=vm/100", "count=1"];
    const more = [`snapshot=${snapshot}`, `begun=${begun}`, "archive=drive-scsi0.img x 1 x"];
    const words = [...tags, ...more].flatMap((tag) => ["--tag", tag]);
    await restic(at, ["backup", "--stdin", "--stdin-filename", "closed", ...words], "closed");
    await refused(
      /its format is offsite-export\/3, not offsite-export\/2/,
      /format=offsite-export\/2.* is not said by/,
    );
  });

  it("one into which snapshots of another guest's were put, with all that they need", async () => {
    const other = "pbs-vm/vm/101/2026-11-22T01:00:00Z/20261129T000000Z";
    await restic(other, ["init"], "");
    await restic(
      other,
      ["backup", "--stdin", "--stdin-filename", "drive-scsi0.img"],
      "another disk",
    );
    const contents = new Map(whole);
    for (const [key, object] of await exported.bucket.contents())
      if (key.startsWith(`${other}/`) && !/\/(config|keys|locks)/.test(key))
        contents.set(key.replace(other, at), object);
    expect(keysOf(contents, at, "snapshots")).toHaveLength(4);
    await exported.bucket.holdOnly(contents);
    await refused(/ciphertext verification failed/, /ciphertext verification failed/);
  });
});
