import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { begunIn } from "./agent";
import { snapshot } from "./backed-up-guest";
import { at, byHand, exported, restore, restoreTo, useExport, whole } from "./tampered-export";
import { beginnings, describeBeginnings, junk, plant } from "./tampered-restores";
import { keysOf } from "./tamperings";

useExport();

// `tampering.long.test.ts` has other beginnings.
describe("a restore", () => {
  describeBeginnings(beginnings.slice(0, 2));

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

  it("fails where a file is already, unless it is forced", async () => {
    fs.writeFileSync(exported.agent.at("image"), "precious");
    expect((await restore()).err).toContain("exists; --force writes over it");
    expect(fs.readFileSync(exported.agent.at("image"), "utf8")).toBe("precious");
    expect((await restore("--force")).code).toBe(0);
    expect(fs.readFileSync(exported.agent.at("image")).equals(exported.image)).toBe(true);
  });

  it("fails for what was never exported, and for an archive that it has not got", async () => {
    const never = "vm/100/2020-01-01T00:00:00Z";
    const { code, err } = await exported.agent.run("restore", "vm", never, "a.img", "-");
    expect(code).toBe(1);
    expect(err).toContain(`there is no export of ${never}`);
    const none = await exported.agent.run("restore", "vm", snapshot, "drive-scsi9.img", "-");
    expect(none.err).toMatch(/has no archive drive-scsi9\.img; it has: (drive-scsi0\.img|qemu)/);
  });
});
