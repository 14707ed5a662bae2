import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Agent, Bucket, resticProgram, sha256 } from "./agent";
import { snapshot } from "./backed-up-guest";
import { type Differences, typeRunbook } from "./by-hand";
import { type Contents, keysOf, tamperings } from "./tamperings";

let exported: { readonly bucket: Bucket; readonly agent: Agent };
let whole: Contents;
/** Key of the export's repository. */
let at: string;

/** PBS's client as far as the agent knows it: one snapshot, whose archives it hands out. */
function clientOf(image: string, directory: string): string {
  const file = `${directory}/client`;
  const hands = `case "$3" in drive-*) exec cat '${image}' ;; *) echo "name: guest" ;; esac`;
  fs.writeFileSync(file, `#!/bin/sh\n${hands}\n`, { mode: 0o755 });
  return file;
}

beforeAll(async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "tampering-"));
  fs.writeFileSync(`${directory}/image`, randomBytes(10 * 1024 * 1024));
  const listed = {
    "backup-time": Date.parse(snapshot.slice("vm/100/".length)) / 1000,
    verification: { state: "ok" },
    files: [
      { filename: "index.json.blob", "crypt-mode": "sign-only", size: 500 },
      { filename: "drive-scsi0.img.fidx", "crypt-mode": "encrypt", size: 10 * 1024 * 1024 },
      { filename: "qemu-server.conf.blob", "crypt-mode": "encrypt", size: 50 },
    ],
  };
  const source = { repository: "r", fingerprint: "f", secret: "s", clientKey: "{}" };
  const bucket = await Bucket.start();
  const agent = new Agent(source, bucket, clientOf(`${directory}/image`, directory));
  agent.replaceClient("snapshot", `echo '${JSON.stringify([listed])}'`);
  exported = { bucket, agent };
  const { code, err } = await agent.run("export", "vm");
  if (code !== 0) throw new Error(err);
  whole = await bucket.contents();
  at = (/^(.*Z)\/config$/m.exec([...whole.keys()].join("\n")) as RegExpExecArray)[1] as string;
  fs.rmSync(directory, { recursive: true });
});
afterAll(async () => {
  exported.agent.remove();
  await exported.bucket.stop();
});
beforeEach(() => exported.bucket.holdOnly(whole));
afterEach(() => {
  exported.agent.configure({});
  for (const program of ["sha256sum", "sync"])
    fs.rmSync(exported.agent.at(`bin/${program}`), { force: true });
  for (const made of ["image", "image.partial", "elsewhere"])
    fs.rmSync(exported.agent.at(made), { recursive: true, force: true });
});

const restore = (...words: string[]) => restoreTo(exported.agent.at("image"), ...words);
const restoreTo = (target: string, ...words: string[]) =>
  exported.agent.run("restore", "vm", snapshot, "drive-scsi0.img", target, ...words);
const byHand = (differences?: Differences) =>
  typeRunbook(exported, exported.agent.at("elsewhere"), differences);
const image = () => exported.agent.at("elsewhere/image/drive-scsi0.img");

/** As whoever has the export's key. */
async function restic(below: string, words: readonly string[], input: string): Promise<void> {
  const child = spawn(
    resticProgram(),
    [
      ...["-r", `s3:${exported.bucket.url}/vm-archive/${below}`, "-o", "s3.region=us-east-1"],
      ...["-p", exported.agent.at("configuration/vm/export-key"), "--no-cache", "-q", ...words],
    ],
    {
      env: { AWS_ACCESS_KEY_ID: "sandbox", AWS_SECRET_ACCESS_KEY: "sandbox" },
      stdio: ["pipe", "ignore", "inherit"],
    },
  );
  child.stdin.end(input);
  expect(await once(child, "close")).toEqual([0, null]);
}

/** The name of an export that was begun so many seconds from now. */
const begunIn = (seconds: number) =>
  new Date(Date.now() + seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, "");

/** The whole export below another key. */
function moved(to: string): Contents {
  return new Map([...whole].map(([key, object]) => [key.replace(at, to), object]));
}

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

  it("one whose key would take years to compute", async () => {
    const key = keysOf(whole, at, "keys")[0] as string;
    const { body, storageClass } = whole.get(key)!;
    const made = JSON.parse(body.toString()) as object;
    const costly = Buffer.from(JSON.stringify({ ...made, N: 32_768, r: 1, p: 4_194_304 }));
    const contents = new Map(whole).set(`${at}/keys/${sha256(costly)}`, {
      body: costly,
      storageClass,
    });
    contents.delete(key);
    await exported.bucket.holdOnly(contents);
    exported.agent.configure({ openSeconds: 1 });
    const own = await restore();
    const typed = await byHand({ "seconds=600": "seconds=1" });

    expect(own.err).toContain("it does not open within 1 seconds, so its key is not ours");
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
