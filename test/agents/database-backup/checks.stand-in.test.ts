import { runParts } from "../parts";

/** What a check of what came back says, where production and the restored server say this. */
function checked(check: string, lines: string) {
  const { code, out, err } = runParts(
    ["database-backup/common.sh", "database-backup/checks.sh"],
    `configuration=$work/config.json server_log=$work/server.log archived_at= asked_at=1796000000
     target='2026-11-30 10:00:00+00' heartbeat=postgres
     target_words() { echo "$target"; }
     : >"$server_log"; echo '{}' >"$configuration"
     ${lines}
     ${check}`,
  );
  expect(err).toBe("");
  return { passes: code === 0, says: out.trim() };
}

const answers = (answer: string) => `query() { printf '%s\\n' '${answer}'; }`;
const log = (line: string) => `echo '${line}' >"$server_log"`;

describe("of what came back", () => {
  it.each<[string, string, string, boolean]>([
    ["is out of recovery", "recovery_ended", answers("f"), true],
    ["is in recovery still", "recovery_ended", answers("t"), false],
    ["does not say", "recovery_ended", answers(""), false],
  ])("a server that %s has ended it or not", (_, check, lines, passes) => {
    expect(checked(check, lines).passes).toBe(passes);
  });

  it.each([
    ["time", "LOG:  recovery stopping before commit of transaction 7, time 10:00", true],
    ["time", "LOG:  recovery stopping after abort of transaction 7, time 10:00", true],
    ["time", "LOG:  consistent recovery state reached at 0/5000050", false],
    ["time", 'LOG:  recovery stopping at restore point "here", time 10:00', false],
    ["name", 'LOG:  recovery stopping at restore point "here", time 10:00', true],
    ["name", 'LOG:  recovery stopping at restore point "there", time 10:00', false],
    ["latest", 'LOG:  restored log file "000000010000000000000009" from archive', true],
    ["latest", 'LOG:  restored log file "000000010000000000000008" from archive', false],
  ])("a target that is a %s was reached by the log's own words alone: %s", (type, line, passes) => {
    const target = `target_type=${type} archive_max=000000010000000000000009\n${log(line)}`;
    expect(
      checked("ended_at_target", `${type === "name" ? "target=here" : ""}\n${target}`).passes,
    ).toBe(passes);
  });

  it("a transaction that is later than the target is told", () => {
    const lines = (later: string) =>
      `target_type=time\nquery() { case $2 in *coalesce*) echo ${later} ;; *) echo 10:01 ;; esac; }`;
    expect(checked("nothing_later", lines("t"))).toEqual({ passes: true, says: "10:01" });
    expect(checked("nothing_later", lines("f"))).toEqual({
      passes: false,
      says: "the last transaction is of 10:01",
    });
    expect(checked("nothing_later", "target_type=time\nquery() { return 1; }").passes).toBe(false);
  });

  it("a declared database that is not there is told", () => {
    const lines = `echo '{"databases":["stars","maps"]}' >"$configuration"\n`;
    expect(checked("databases_there", `${lines}${answers("postgres\nstars")}`)).toEqual({
      passes: false,
      says: "missing: maps; there are: postgres stars",
    });
    expect(checked("databases_there", `${lines}${answers("maps\nstars")}`).passes).toBe(true);
  });

  it.each([
    ["7|7|9|9", true],
    // One is missing, one is twice, and one of both is behind.
    ["6|7|9|9", false],
    ["8|7|9|9", false],
    ["7|7|9|10", false],
    ["7|7|10|9", false],
    ["0||", false],
    ["", false],
  ])("heartbeats that say %j are paired or not", (says, passes) => {
    expect(checked("paired", answers(says)).passes).toBe(passes);
  });

  it.each([
    ["10:00|t|t", true],
    ["11:00|f|t", false],
    ["08:00|t|f", false],
    ["||", false],
  ])("a heartbeat that says %j is near the target or not", (says, passes) => {
    for (const type of ["time", "latest"])
      expect(checked("beat_near", `target_type=${type}\n${answers(says)}`).passes).toBe(passes);
  });

  it("a heartbeat is near what was asked for, and near the end of what was unpacked where that is older", () => {
    const asked = (lines: string) =>
      checked("beat_near", `${lines}\nquery() { echo "$2" >&2; echo '10:00|t|t'; }\nexec 2>&1`)
        .says;
    expect(asked("target_type=time")).toContain("max(at) <= '2026-11-30 10:00:00+00'");
    expect(asked("target_type=latest")).toContain("max(at) <= '2026-11-30 00:53:20+00'");
    // Five minutes later than its last segment was archived, by another clock.
    expect(asked("target_type=latest archived_at=1795000000")).toContain(
      "max(at) <= '2026-11-18 11:11:40+00'",
    );
  });

  it.each([
    ["t", true],
    ["f", false],
    ["", false],
    ["true", false],
  ])("an invariant whose query answers %j holds or not", (answer, passes) => {
    const check = `holds '{"name":"sums","database":"stars","query":"select 1"}'`;
    expect(checked(check, answers(answer)).passes).toBe(passes);
  });

  it("what was left out on purpose is skipped by its name, and fails where production is said to have it", () => {
    const off = (config: string) =>
      `programs=$work data=$work check_name= verdict=\nprintf '#!/bin/sh\\necho "Data page checksum version:           0"\\n' >"$work/pg_controldata"
       printf '#!/bin/sh\\nexit 1\\n' >"$work/pg_checksums"; chmod 755 "$work"/pg_*; echo '${config}' >"$configuration"`;
    const said = (config: string) =>
      checked('check_checksums 2>/dev/null; cat "$work/checks"', off(config)).says;
    expect(JSON.parse(said('{"checksums":false}'))).toMatchObject({ result: "skipped" });
    expect(JSON.parse(said("{}"))).toMatchObject({
      result: "failed",
      detail: expect.stringContaining("production has none") as string,
    });
  });
});
