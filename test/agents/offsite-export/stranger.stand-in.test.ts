import { keysOf, strangers } from "./tamperings";
import { exported, whole, at, restore, byHand, useExport } from "./tampered-export";

useExport();

describe("a restore, by the program, tells and passes over", () => {
  it.each(Object.entries(strangers))("%s", async (_, { write, program, byHand: hand }) => {
    await write?.(exported.bucket, whole, at);
    const own = await restore();
    const typed = await byHand();
    const status = await exported.agent.run("status", "vm");

    expect(own.err).toMatch(program);
    expect(own.err).toContain("its sum is right");
    expect(own.code).toBe(0);
    expect(status.err).toMatch(program);
    // Once, by whatever looks first.
    expect(status.err.match(/^offsite-export: ERR /gm)).toHaveLength(1);
    expect(status.code).toBe(1);
    expect(typed.said).toMatch(hand);
    expect(typed.code).not.toBe(0);
  });

  it.each(["snapshots", "keys"])("what an administrator has hidden of %s", async (kind) => {
    const stranger = `${at}/${kind}/${"1".repeat(64)}`;
    await exported.bucket.put(stranger, { body: Buffer.from("x"), storageClass: undefined });
    const before = await restore();
    await exported.bucket.hide(stranger);
    const { code, err } = await restore();

    expect(before.code).toBe(1);
    expect(err).toMatch(new RegExp(`is whole, and ${kind}/1{64} is hidden by a delete marker`));
    expect(err).toContain("its sum is right");
    expect(code).toBe(0);
  });
});

describe("status", () => {
  it("has an alarm about a pack that was written again when the export was closed", async () => {
    const pack = keysOf(whole, at, "packs")[0] as string;
    const { body, storageClass } = whole.get(pack)!;
    // S3 tells when in whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await exported.bucket.put(pack, { body: Buffer.alloc(body.length), storageClass });
    const { code, err } = await exported.agent.run("status", "vm");

    expect(err).toMatch(
      /ERR guest: the export \S+ is whole, and data\/\S+ was written again on \S+, when the export was closed \(1 in all\)/,
    );
    expect(code).toBe(1);
  });
});
