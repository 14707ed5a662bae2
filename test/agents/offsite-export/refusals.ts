import { epoch } from "../../../sandbox/test/products/pbs/client-harness";
import { quickRestic } from "../quick-restic";
import { type BackedUpGuest, snapshot } from "./backed-up-guest";

/**
 * What an export must not be taken in by, in several kinds each.
 *
 * @param kinds - which of them are tried
 */
export function describeRefusals(
  guest: BackedUpGuest,
  kinds: <Kind>(all: readonly Kind[]) => readonly Kind[],
): void {
  describe("an export with a snapshot that a stolen token made", () => {
    it.each(
      kinds([
        [
          "without encryption",
          "2026-11-23T01:00:00Z",
          "none",
          "is not encrypted: index.json.blob, ",
        ],
        ["in the year 2099", "2099-01-01T00:00:00Z", "encrypt", "is dated in the future"],
      ] as const),
    )(
      "fails by name when it was made %s, and brings the newest of the others",
      async (_, time, mode, reason) => {
        await guest.backUp(time, mode);
        await guest.verify();
        const { code, err } = await guest.agent.run("export", "vm");

        expect(code).toBe(1);
        expect(err).toContain(`ERR guest: vm/100/${time} ${reason}`);
        expect(err).toContain("ERR not exported: guest\n");
        expect(err).toContain(`${snapshot} is exported\n`);
        const keys = (await guest.bucket.objects()).map(({ Key }) => Key);
        expect(keys.filter((key) => !key.startsWith(`pbs-vm/${snapshot}/`))).toEqual([]);
        expect(guest.metric("last_success_timestamp_seconds")).toBe("0");
        expect(guest.metric("last_run_failures")).toBe("1");
        expect(guest.metric("last_run_exit_code")).toBe("1");
        expect(guest.guestMetric("failed")).toBe("1");
        expect(guest.guestMetric("newest_snapshot_timestamp_seconds")).toBe(
          epoch(snapshot.slice(7)),
        );
        const status = await guest.agent.run("status", "vm");
        expect(status).toMatchObject({ code: 1, err: expect.stringContaining(reason) as string });
        // And again, until somebody has looked.
        expect((await guest.agent.run("resume", "vm")).code).toBe(1);
      },
    );
  });

  describe("an export", () => {
    it.each(
      kinds([
        [
          "a pack",
          /\/data\//,
          /was sent, but is not whole in the bucket: pack [0-9a-f]{64}: does not exist/,
        ],
        [
          "what closes it",
          /\/snapshots\//,
          /is not whole in the bucket: (what closes it is not there|the snapshot [0-9a-f]{64} of \S+ is missing)/,
        ],
      ] as const),
    )(
      "fails when %s is said to be there and is not, and is no success",
      async (_, wanted, reason) => {
        const forged = { still: true };
        guest.bucket.way.answer = (method, url) =>
          method === "PUT" && wanted.test(url) && forged.still ? { status: 200 } : undefined;
        const { code, err } = await guest.agent.run("export", "vm");

        expect(code).toBe(1);
        expect(err).toMatch(reason);
        expect(guest.metric("last_success_timestamp_seconds")).toBe("0");
        forged.still = false;
        expect((await guest.agent.run("resume", "vm")).code).toBe(0);
        expect((await guest.restore()).code).toBe(0);
      },
    );

    it.each(
      kinds([
        ["and takes no more", "head -c 100000 >/dev/null; exec 0<&-", "summing, sending"],
        ["and has taken all", "cat >/dev/null", "sending"],
      ] as const),
    )(
      "fails when restic hangs that could not send something %s, long before the window ends",
      async (_, takes, what) => {
        guest.agent.configure({ brokenSeconds: 1 });
        guest.agent.replaceProgram(
          "restic",
          `case "$*" in *" backup "*) ${takes}; echo "Save(<data/1>) failed: cut" >&2; sleep 3600; esac\n${quickRestic()}`,
        );
        const { code, err } = await guest.agent.run("export", "vm");

        expect(err).toContain(`drive-scsi0.img: ${what} failed: Save(<data/1>) failed: cut; `);
        expect(err).toContain("restic hung: it was stopped\n");
        expect(code).toBe(1);
      },
    );
  });
}
