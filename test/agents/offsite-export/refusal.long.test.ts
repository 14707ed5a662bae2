import { epoch } from "../../../sandbox/test/products/pbs/client-harness";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";
import { describeRefusals } from "./refusals";

const guest = useBackedUpGuest();

describeRefusals(guest, (kinds) => kinds);

describe("an export", () => {
  it("fails for a guest whose newer backups nobody verifies, although the older one is exported", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const success = guest.metric("last_success_timestamp_seconds");
    await guest.backUp("2026-11-23T01:00:00Z");
    await guest.backUp("2026-11-24T01:00:00Z");
    guest.agent.passTime(90 * 86_400);
    const { code, err } = await guest.agent.run("export", "vm");

    expect(code).toBe(1);
    expect(err).toContain(
      `ERR guest: ${snapshot} is the newest that is verified, and vm/100/2026-11-24T01:00:00Z is not verified`,
    );
    expect(guest.metric("last_success_timestamp_seconds")).toBe(success);
    expect(guest.guestMetric("newest_backup_timestamp_seconds")).toBe(
      epoch("2026-11-24T01:00:00Z"),
    );
  });

  it("is made again when a part of it is not there, which only its packs' list shows", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const [pack = ""] = await guest.packs();
    const contents = await guest.bucket.contents();
    contents.delete(pack);
    await guest.bucket.holdOnly(contents);
    const { code, err } = await guest.agent.run("export", "vm");

    expect(err).toMatch(/is refused: pack [0-9a-f]{64}: does not exist/);
    expect(err).toContain(`${snapshot} is exported again\n`);
    expect(code).toBe(0);
  });
});
