import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { begunIn, sha256 } from "./agent";
import { snapshot } from "./backed-up-guest";
import { keysOf, tamperings } from "./tamperings";
import {
  exported,
  whole,
  at,
  restore,
  restoreTo,
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

describe("a restore fails by name, by the program and by hand, of an export with", () => {
  it.each(Object.entries(tamperings))(
    "%s",
    async (_, { replace, write, program, byHand: hand }) => {
      const contents = new Map(whole);
      replace?.(contents, at);
      await exported.bucket.holdOnly(contents);
      await write?.(exported.bucket, contents, at);
      const own = await restore();
      const typed = await byHand();

      expect(own.code).toBe(1);
      expect(own.err).toMatch(program);
      expect(own.err).not.toContain("its sum is right");
      expect(typed.code).not.toBe(0);
      expect(typed.said).toMatch(hand);
      expect(typed.said).not.toContain("image/drive-scsi0.img: OK");
    },
  );
});

describe("a restore", () => {
  const junk = { body: Buffer.from("x"), storageClass: undefined };
  const plant = (begun: string, name: string) =>
    exported.bucket.put(`pbs-vm/${snapshot}/${begun}/${name}`, junk);

  it.each([
    ["at a time that there is not", "99999999T999999Z", ".* yet to be begun"],
    ["in no month of a year", "20000000T000000Z", "x is no name"],
    ["the day after tomorrow", begunIn(2 * 86_400), ".* yet to be begun"],
    ["a minute later", begunIn(60), "x is no name"],
  ])(
    "takes the whole export although another says that it was begun %s",
    async (_, begun, reason) => {
      exported.agent.configure({ keptDays: 91 });
      await plant(begun, "x");
      const { code, err } = await restore();
      const status = await exported.agent.run("status", "vm", "--json");

      expect(err).toContain("its sum is right");
      expect(code).toBe(0);
      expect(JSON.parse(status.out.toString())).toMatchObject([{ exported: [snapshot] }]);
      expect(status.err).toMatch(new RegExp(`${begun} is refused: ${reason}`));
    },
  );

  it("takes the whole export by hand where a newer one is refused", async () => {
    await plant(begunIn(60), "config");
    const begun = at.slice(at.lastIndexOf("/") + 1);
    const first = await byHand();
    const second = await byHand({ "begun=$(tail -n 1 exports)": `begun=${begun}` });

    expect(first).toMatchObject({ code: 1, said: expect.stringContaining("0 keys: stop") });
    expect(second.said).toContain("image/drive-scsi0.img: OK");
  });

  it("takes the export that it is told to take, and fails for one that there is not", async () => {
    const begun = at.slice(at.lastIndexOf("/") + 1);
    await plant(begunIn(60), "config");
    const told = await restore("--begun", begun);
    fs.rmSync(exported.agent.at("image"));
    const other = await restore("--begun", "20200101T000000Z");

    expect(told.err).toContain("its sum is right");
    expect(told.err).not.toContain("is refused");
    expect(other.err).toMatch(
      new RegExp(`was begun at 20200101T000000Z; there are: \\d{8}T\\d{6}Z ${begun}`),
    );
    expect(other.code).toBe(1);
  });

  it("takes an export whose pack was written over and then put back", async () => {
    const pack = keysOf(whole, at, "packs")[0] as string;
    await exported.bucket.put(pack, junk);
    await exported.bucket.put(pack, whole.get(pack)!);
    expect((await restore()).err).toContain("its sum is right");
  });

  it.each(["a file", "a pipe"])("fails to %s whose sum is not the one exported", async (to) => {
    exported.agent.replaceProgram("sha256sum", "cat > /dev/null\necho 0000");
    const target = to === "a pipe" ? "-" : exported.agent.at("image");
    const { code, err } = await restoreTo(target);

    expect(err).toContain("the sum of the image is not the one that was exported");
    expect(err).not.toContain("its sum is right");
    expect(code).toBe(1);
    expect(fs.existsSync(exported.agent.at("image"))).toBe(false);
  });

  it("fails before its target is on the disk", async () => {
    exported.agent.replaceProgram("sync", "exit 1");
    const { code, err } = await restore();
    expect(err).toContain("could not be written through to its disk");
    expect(code).toBe(1);
  });

  it("fails onto what is neither a file nor a disk, although it is forced", async () => {
    const target = exported.agent.at("image");
    fs.symlinkSync("/dev/null", target);
    expect((await restore("--force")).err).toContain("is neither a file nor a block device");
    fs.rmSync(target);
    fs.mkdirSync(target);
    expect((await restore("--force")).err).toContain("is neither a file nor a block device");
  });

  // Nobody but root can make what is another user's.
  (process.getuid?.() === 0 ? it : it.skip)("fails to go on from what is another's", async () => {
    const theirs = fs.mkdtempSync(path.join(os.tmpdir(), "theirs-"));
    fs.chownSync(theirs, 65_534, 65_534);
    fs.symlinkSync(theirs, exported.agent.at("image.partial"));
    const { code, err } = await restore();
    expect(err).toMatch(/image\.partial belongs to .*, not to/);
    expect(code).toBe(1);
    expect(fs.readdirSync(theirs)).toEqual([]);
    fs.rmSync(theirs, { recursive: true });
  });

  it("leaves what another archive's left behind where it is", async () => {
    fs.mkdirSync(exported.agent.at("image.partial"));
    fs.writeFileSync(exported.agent.at("image.partial/drive-scsi1.img"), "half");
    const { code, err } = await restore();
    expect(err).toContain("image.partial has something else in it, which stays there");
    expect(err).toContain("its sum is right");
    expect(code).toBe(0);
  });
});

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

  it.each([
    ["would take years to compute", { p: 4_194_304 }, "would take its reader too long to compute"],
    ["would take more memory than there is", { N: 2 ** 21 }, "would take its reader too long"],
    ["is computed for longer than it may", { p: 512 }, "it does not open within 1 seconds"],
  ])("one whose key %s", async (_, costs, said) => {
    const key = keysOf(whole, at, "keys")[0] as string;
    const { body, storageClass } = whole.get(key)!;
    const made = JSON.parse(body.toString()) as object;
    const costly = Buffer.from(JSON.stringify({ ...made, N: 32_768, r: 1, ...costs }));
    const contents = new Map(whole).set(`${at}/keys/${sha256(costly)}`, {
      body: costly,
      storageClass,
    });
    contents.delete(key);
    await exported.bucket.holdOnly(contents);
    exported.agent.configure({ openSeconds: 1 });
    const own = await restore();
    const typed = await byHand({ "seconds=600": "seconds=1" });

    expect(own.err).toContain(said);
    expect(own.code).toBe(1);
    expect(typed.said).toContain("it does not open: stop");
    expect(typed.code).not.toBe(0);
  });

  it("an export under the key of another estate", async () => {
    const key = fs.readFileSync(exported.agent.at("configuration/vm/export-key"), "utf8");
    exported.agent.useKey("another");
    const own = await restore();
    const typed = await byHand();
    exported.agent.useKey(key.trim());

    expect(own).toMatchObject({ code: 1, err: expect.stringContaining("wrong key: ") as string });
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
