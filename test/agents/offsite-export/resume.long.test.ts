import * as fs from "node:fs";
import * as path from "node:path";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";

// As in `resume.stand-in.test.ts`.
const guest = useBackedUpGuest(32);

describe("the rest of a round", () => {
  const resume = () => guest.agent.run("resume", "vm");

  it("brings the snapshot to its end that was begun, although there is a newer one, which the next round takes", async () => {
    const first = guest.image;
    guest.bucket.way.cutAfter = 8;
    expect((await guest.agent.run("export", "vm")).code).toBe(1);
    guest.bucket.way.cutAfter = Infinity;
    await guest.backUp("2026-11-29T01:00:00Z");
    await guest.verify();
    const { err } = await resume();
    expect(err).toContain(`offsite-export: ${snapshot} is exported\n`);
    expect(err).not.toContain("2026-11-29T01");
    expect((await guest.restore()).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(first)).toBe(true);
    expect((await resume()).err).toBe("");
    expect((await guest.agent.run("export", "vm")).err).toContain(
      "vm/100/2026-11-29T01:00:00Z is exported",
    );
  });

  it("takes the newest snapshot where the server has lost the one that was begun", async () => {
    guest.bucket.way.cutAfter = 8;
    expect((await guest.agent.run("export", "vm")).code).toBe(1);
    guest.bucket.way.cutAfter = Infinity;
    await guest.backUp("2026-11-29T01:00:00Z");
    await guest.verify();
    const group = guest.server.at("/mnt/datastore/one/vm/100");
    fs.rmSync(path.join(group, "2026-11-22T01:00:00Z"), { recursive: true });
    expect((await resume()).err).toContain("vm/100/2026-11-29T01:00:00Z is exported");
    expect((await resume()).err).toBe("");
  });

  it("begins anew where something is wrong with what was begun, or it would be kept too short", async () => {
    guest.bucket.way.cutAfter = 8;
    expect((await guest.agent.run("export", "vm")).code).toBe(1);
    guest.bucket.way.cutAfter = Infinity;
    const begun = (await guest.bucket.objects()).find(({ Key }) => Key.endsWith("/config"))!.Key;
    await guest.bucket.hide(begun);
    const { code, err } = await resume();
    expect(err).toContain("config is hidden by a delete marker");
    expect(code).toBe(0);
    const configs = (await guest.bucket.objects()).filter(({ Key }) => Key.endsWith("/config"));
    expect(configs.map(({ Key }) => Key)).not.toContain(begun);
    expect((await guest.restore()).err).toContain("its sum is right");
  });

  it("begins anew where what was begun is as old as a round may be", async () => {
    guest.bucket.way.cutAfter = 8;
    expect((await guest.agent.run("export", "vm")).code).toBe(1);
    guest.bucket.way.cutAfter = Infinity;
    guest.agent.passTime(40 * 86_400);
    const { err } = await guest.agent.run("export", "vm");
    expect(err).toContain("which was begun 40 days ago, is not gone on with");
    expect(err).toContain(`offsite-export: ${snapshot} is exported\n`);
    const configs = (await guest.bucket.objects()).filter(({ Key }) => Key.endsWith("/config"));
    expect(configs).toHaveLength(2);
  });

  it("goes on for a week with what was begun, however often rounds come", async () => {
    guest.agent.configure({ roundDays: 2 });
    guest.bucket.way.cutAfter = 8;
    expect((await guest.agent.run("export", "vm")).code).toBe(1);
    guest.bucket.way.cutAfter = Infinity;
    guest.agent.passTime(7 * 86_400);
    const { err } = await guest.agent.run("export", "vm");
    expect(err).not.toContain("is not gone on with");
    expect(err).toContain(`offsite-export: ${snapshot} is exported\n`);
    const configs = (await guest.bucket.objects()).filter(({ Key }) => Key.endsWith("/config"));
    expect(configs).toHaveLength(1);
  });
});
