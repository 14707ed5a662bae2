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
});
