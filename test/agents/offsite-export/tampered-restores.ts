import { begunIn, sha256 } from "./agent";
import { snapshot } from "./backed-up-guest";
import { at, byHand, exported, restore, whole } from "./tampered-export";
import { keysOf, type Tampering } from "./tamperings";

/** Something of no use to anybody, put into a bucket. */
export const junk = { body: Buffer.from("x"), storageClass: undefined };

/** Puts something beside the export, as if another had been begun at a time. */
export const plant = (begun: string, name: string) =>
  exported.bucket.put(`pbs-vm/${snapshot}/${begun}/${name}`, junk);

/** What must become of a restore of an export with each of these. */
export function describeTamperings(tamperings: readonly (readonly [string, Tampering])[]): void {
  describe("a restore fails by name, by the program and by hand, of an export with", () => {
    it.each(tamperings)("%s", async (_, { replace, write, program, byHand: hand }) => {
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
    });
  });
}

/** When another export is said to have been begun: whenever that was, the whole one is taken. */
export const beginnings = [
  ["at a time that there is not", "99999999T999999Z", ".* yet to be begun"],
  ["a minute later", begunIn(60), "x is no name"],
  ["in no month of a year", "20000000T000000Z", "x is no name"],
  ["the day after tomorrow", begunIn(2 * 86_400), ".* yet to be begun"],
] as const;

/** What must become of a restore where another export is said to have been begun at such a time. */
export function describeBeginnings(tried: readonly (typeof beginnings)[number][]): void {
  it.each(tried)(
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
}

/** Keys that are no use to wait for; what one costs: https://www.rfc-editor.org/rfc/rfc7914 (N, r and p of scrypt). */
export const costlyKeys = [
  ["would take more memory than there is", { N: 2 ** 21 }, "would take its reader too long"],
  ["is computed for longer than it may", { p: 512 }, "it does not open within 1 seconds"],
  ["would take years to compute", { p: 4_194_304 }, "would take its reader too long to compute"],
] as const;

/** What must become of a restore of an export with such a key. */
export function describeCostlyKeys(tried: readonly (typeof costlyKeys)[number][]): void {
  describe("a restore fails by name, by the program and by hand, of", () => {
    it.each(tried)("one whose key %s", async (_, costs, said) => {
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
  });
}
