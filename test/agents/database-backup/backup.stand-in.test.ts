import { runParts } from "../parts";

const now = Math.floor(Date.now() / 1000);

/** A backup, as `pgbackrest info` lists it. */
const listed = (secondsAgo: number, changes: object = {}) => ({
  ...{ label: `${secondsAgo}F`, type: "full", error: false },
  ...{ timestamp: { start: now - secondsAgo - 10, stop: now - secondsAgo } },
  ...changes,
});

/** How a run ends that finds these backups before it and those after it, and what it has noted. */
function backUp(
  before: readonly object[],
  after: readonly object[],
  { ended = 0, noted = "0" }: { readonly ended?: number; readonly noted?: string } = {},
) {
  const info = (backup: readonly object[]) => JSON.stringify([{ name: "proj", backup }]);
  const { code, out, err } = runParts(
    ["database-backup/common.sh", "database-backup/backup.sh"],
    `configuration=$work/config.json began=$(date +%s) error=
     mkdir -p "$work/state/proj"; echo ${noted} >"$work/state/proj/newest-stop"
     printf '{"stateDirectory":"%s"}' "$work/state" >"$configuration"
     printf '%s' '${info(before)}' >"$work/listed"
     need_account() { :; }; look_each_week() { :; }
     pgbackrest() { case " $* " in *" info "*) cat "$work/listed" ;; *) printf '%s' '${info(after)}' >"$work/listed"; return ${ended} ;; esac; }
     trap 'echo "$(read_state newest) $(read_state newest-stop)"' EXIT
     back_up`,
  );
  const [newest = "", stop = ""] = out.trim().split(" ");
  return { code, err, isNoted: newest !== "0", stop: Number(stop) };
}

describe("a backup", () => {
  it("is one where the repository lists it afterwards", () => {
    expect(backUp([listed(9000)], [listed(9000), listed(0)])).toMatchObject({
      ...{ code: 0, isNoted: true, stop: now },
    });
  });

  it("is none where pgBackRest fails, or ends well and leaves nothing", () => {
    const failed = backUp([listed(9000)], [listed(9000)], { ended: 55 });
    expect(failed).toMatchObject({ code: 1, isNoted: false, stop: 0 });
    expect(failed.err).toMatch(/ERR there is no \w+ backup of proj: pgbackrest ended with 55/);
    const absent = backUp([listed(9000)], [listed(9000)]);
    expect(absent).toMatchObject({ code: 1, isNoted: false, stop: 0 });
    expect(absent.err).toMatch(
      /ERR there is no \w+ backup of proj: pgbackrest ended well, and the newest that its repository has is of \S+ \S+$/m,
    );
  });

  it("of damaged pages is none that has gone well", () => {
    const { code, err, isNoted } = backUp([listed(9000)], [listed(0, { error: true })]);
    expect([code, isNoted]).toEqual([1, false]);
    expect(err).toContain("ERR the backup 0F of proj has pages that are damaged in production");
  });

  it("is a full one where none was begun in this week", () => {
    const old = [listed(9 * 86_400)];
    expect(backUp(old, [listed(0)]).err).toContain("a full backup of proj begins");
    expect(backUp([], [listed(0)]).err).toContain("a full backup of proj begins");
    expect(backUp([listed(60, { type: "diff" })], [listed(0)]).err).toContain("a full backup");
  });

  it("is made where the one before it is gone, which is told once", () => {
    const noted = { noted: String(now - 4000) };
    const { code, err, stop } = backUp([listed(9000)], [listed(9000), listed(0)], noted);
    expect([code, stop]).toEqual([1, now]);
    expect(err).toMatch(
      /ERR the backup of proj that ended at \S+ \S+ is gone from its repository, whose newest is of /,
    );
    expect(backUp([listed(4000)], [listed(4000), listed(0)], noted).code).toBe(0);
    // What a clock that was ahead has noted is none that anybody misses.
    expect(backUp([listed(9000)], [listed(0)], { noted: String(now + 9000) }).code).toBe(0);
  });
});
