import * as fs from "node:fs";
import { openFor } from "./agent";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";

// So that a window can end in the midst of it.
const guest = useBackedUpGuest(32);

// `resume.long.test.ts` has what else becomes of one that was begun.
describe("the rest of a round", () => {
  const resume = () => guest.agent.run("resume", "vm");

  it("is nothing where everything was done, and asks nobody for it", async () => {
    expect(await resume()).toMatchObject({ code: 0, err: "" });
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const before = guest.bucket.way.requests;
    expect(await resume()).toMatchObject({ code: 0, err: "" });
    expect(guest.bucket.way.requests).toBe(before);
  });

  /** Of the image's packs; some of what follows a break is cut into blocks anew. */
  const expectNothingSentTwice = () =>
    expect(guest.sentBytes()).toBeLessThan(1.1 * guest.image.length);

  it("goes on in the next window where the end of one cut it short, and sends nothing twice", async () => {
    guest.agent.configure({ window: openFor(60) });
    guest.bucket.way.onPut = () => {
      if (guest.sentBytes() > 0) guest.agent.passTime(3600);
    };
    const cut = await guest.agent.run("export", "vm");
    expect(cut).toMatchObject({ code: 75, err: expect.stringContaining("the next one goes on") });
    const sent = guest.sentBytes();
    expect(sent).toBeGreaterThan(0);
    expect(guest.metric("unfinished_guests")).toBe("1");

    expect((await resume()).code).toBe(75);
    expect(guest.sentBytes()).toBe(sent);
    guest.agent.configure({});
    expect(await resume()).toMatchObject({
      code: 0,
      err: expect.stringContaining(`offsite-export: ${snapshot} is exported\n`) as string,
    });
    expectNothingSentTwice();
    expect(guest.metric("unfinished_guests")).toBe("0");
    expect((await guest.restore()).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });

  it("leaves out a guest that the job no longer has", async () => {
    guest.bucket.way.cutAfter = 0;
    expect((await guest.agent.run("export", "vm")).code).toBe(1);
    guest.bucket.way.cutAfter = Infinity;
    guest.agent.configure({ guests: [{ vmid: 101, name: "other" }] });
    expect((await resume()).code).toBe(0);
    expect(guest.bucket.way.puts).toEqual([]);
  });

  it("fails for a guest that still cannot be exported, and tries it again in the next window", async () => {
    guest.agent.configure({ guests: [{ vmid: 101, name: "other" }] });
    expect((await guest.agent.run("export", "vm")).code).toBe(1);
    expect(await resume()).toMatchObject({
      code: 1,
      err: expect.stringContaining("other: vm/101 has no verified snapshot"),
    });
    expect(guest.metric("last_run_failures")).toBe("1");
  });
});
