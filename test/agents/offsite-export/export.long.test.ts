import * as fs from "node:fs";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";

// Long enough to be sent that its rate shows.
const guest = useBackedUpGuest(32);

describe("an export", () => {
  it("takes the newest verified snapshot, not a newer one that nobody verified", async () => {
    await guest.backUp("2026-11-23T01:00:00Z");
    await guest.agent.run("export", "vm");
    const keys = (await guest.bucket.objects()).map(({ Key }) => Key);
    expect(keys.every((key) => key.startsWith(`pbs-vm/${snapshot}/`))).toBe(true);
    const status = await guest.agent.run("status", "vm", "--json");
    expect(JSON.parse(status.out.toString())).toEqual([
      {
        guest: "guest",
        vmid: 100,
        newestVerified: snapshot,
        exported: [snapshot],
        state: "exported",
      },
    ]);
  });

  it("waits for another one to end, because they share a link, and keeps to its rate", async () => {
    guest.agent.configure({ uploadKiBps: 2048 });
    const began = Date.now();
    const first = guest.agent.run("export", "vm");
    while (guest.bucket.way.puts.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const second = await guest.agent.run("export", "vm");
    expect((await first).code).toBe(0);
    expect(Date.now() - began).toBeGreaterThan((guest.sentBytes() / 2048 / 1024) * 900);
    expect(second).toMatchObject({ code: 0, err: expect.stringContaining("waiting for another") });
    expect(second.err).toContain("is exported already");
  });

  it("fails when nothing of an image comes from PBS without an error, and is no export", async () => {
    guest.agent.cutReading(0);
    const { code, err } = await guest.agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toMatch(/\.(fidx|blob): \d+ bytes came from PBS, which is not all of it/);
    expect((await guest.restore()).err).toContain(
      `there is no export of ${snapshot} that is whole`,
    );
  });

  it("goes on where the network was cut, and sends no archive twice", async () => {
    // What was sent of the disk, whichever archive came first, is written down as restic ends with it.
    guest.agent.cutReading(10 * 1024 * 1024);
    const cut = await guest.agent.run("export", "vm");
    expect(cut.code).toBe(1);
    expect(cut.err).toContain("ERR not exported: guest");
    expect(
      JSON.parse((await guest.agent.run("status", "vm", "--json")).out.toString()),
    ).toMatchObject([{ exported: [], state: "missing" }]);
    guest.agent.readAll();
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    expect(guest.sentBytes()).toBeLessThan(1.2 * guest.image.length);
    expect((await guest.restore()).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });
});
