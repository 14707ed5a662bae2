import { jqDirectories } from "../../support/machine-path";
import { runParts } from "../parts";

const whole = {
  ...{ stanza: "proj", set: "20261122T080000Z" },
  archives: [{ file: "stars.dump", snapshot: "a1", bytes: 5, database: "stars" }],
};
const archive = { id: "a1", set: whole.set, kind: "archive", paths: ["/stars.dump"] };
const closing = { id: "c1", set: whole.set, kind: "set", paths: ["/set.json"] };

/** What is said of the newest set where the repository has these snapshots, and this closes it. */
function read(
  snapshots: readonly object[],
  set: object = whole,
  { name = "latest", newest = "0" }: { readonly name?: string; readonly newest?: string } = {},
): string {
  const { code, out, err } = runParts(
    ["database-backup/common.sh", "database-dump/repository.sh", "database-dump/metrics.sh"],
    `state=$work; echo ${newest} >"$state/newest"
     list_snapshots() { printf '%s' '${JSON.stringify(snapshots)}' >"$work/snapshots"; }
     restic_here() { printf '%s' '${JSON.stringify(set)}'; }
     read_set ${name}; echo "$backup_label"`,
  );
  return code === 0 ? out.trim() : err.trim().replace("agent: ERR ", "");
}

describe("a set of dumps", () => {
  it("counts where all that closes it lists is there and of it", () => {
    expect(read([archive, closing])).toBe(whole.set);
  });

  it.each<[string, readonly object[], object, string]>([
    ["of another server", [archive, closing], { ...whole, stanza: "other" }, "it is of other"],
    [
      "that was put in the place of another",
      [archive, closing],
      { ...whole, set: "20250101T000000Z" },
      "it calls itself 20250101T000000Z",
    ],
    ["of nothing", [archive, closing], { ...whole, archives: [] }, "it lists no archive"],
    ["that lacks an archive", [closing], whole, "the snapshot a1 of stars.dump is missing"],
    [
      "with an archive of another set",
      [{ ...archive, set: "20261115T080000Z" }, closing],
      whole,
      "the snapshot a1 is not of stars.dump",
    ],
    [
      "with another database's archive",
      [{ ...archive, paths: ["/maps.dump"] }, closing],
      whole,
      "the snapshot a1 is not of stars.dump",
    ],
    [
      "that lists what closes it as an archive",
      [{ ...archive, kind: "set", set: "20261115T080000Z" }, closing],
      whole,
      "the snapshot a1 is not of stars.dump",
    ],
  ])("%s is not whole", (_, snapshots, set, words) => {
    expect(read(snapshots, set)).toBe(`the set ${whole.set} of proj is not whole: ${words}`);
  });

  it("that is closed twice is none, nor one that is not closed", () => {
    const words = `there is no whole set ${whole.set} of dumps of proj, or more than one; there are: ${whole.set}`;
    expect(read([archive, closing, { ...closing, id: "c2" }])).toBe(words);
    expect(read([archive])).toBe("there is no whole set of dumps of proj yet");
    expect(read([archive, closing], whole, { name: "20261101T000000Z" })).toContain(
      "there is no whole set 20261101T000000Z of dumps of proj",
    );
  });

  it("is the latest only where no later one was made here, and by its name all the same", () => {
    const time = Date.parse("2026-11-22T08:00:00Z") / 1000;
    expect(read([archive, closing], whole, { newest: String(time) })).toBe(whole.set);
    const later = { newest: String(time + 1) };
    expect(read([archive, closing], whole, later)).toMatch(
      /^the set of proj that was begun at 2026-11-22 08:00:01\+00 is gone from the repository, whose newest is 20261122T080000Z: .*; --set 20261122T080000Z takes that one all the same$/,
    );
    expect(read([archive, closing], whole, { ...later, name: whole.set })).toBe(whole.set);
  });
});

describe("a repository", () => {
  /** What is said of it, where restic ends with that and this one was known. */
  const opened = (ended: number, known: string, how = "make") => {
    const { code, out, err } = runParts(
      ["database-backup/common.sh", "database-dump/repository.sh", "database-dump/metrics.sh"],
      `state=$work configuration=$work/config.json configuration_root=$work; echo '{}' >"$configuration"
       ${known === "" ? "" : `echo ${known} >"$state/repository"`}
       made= ; restic_here() { case $1 in init) made=yes; : >"$work/made" ;; *) [ -e "$work/made" ] || [ ${ended} = 0 ] || return ${ended}; echo '{"id":"here"}' ;; esac; }
       open_repository ${how}; echo "$there \${made:-kept} $(cat "$state/repository" 2>/dev/null)"`,
    );
    return code === 0 ? out.trim() : err.trim().replace("agent: ERR ", "");
  };

  it("is made where there never was one, and by no one who only reads", () => {
    expect(opened(10, "")).toBe("here yes here");
    expect(opened(10, "", "read")).toMatch(
      /^the repository of proj is gone: there is no repository/,
    );
  });

  it("that was known is opened, and none is made in the place of one that is gone or another", () => {
    expect(opened(0, "here")).toBe("here kept here");
    expect(opened(10, "there")).toMatch(/is gone: there is no repository at .*, where there was; /);
    expect(opened(0, "there")).toMatch(
      /is another repository than the one of the last dump \(here, and it was there\); look who made it/,
    );
    expect(opened(0, "there", "read")).toMatch(/is another repository/);
    expect(opened(11, "here")).toMatch(/does not open: somebody else has it locked/);
  });
});

it.each(jqDirectories())("a database's archive has one name with the jq in %s", (directory) => {
  const { code, out, err } = runParts(
    ["database-backup/common.sh", "database-dump/dump.sh"],
    `PATH='${directory}':$PATH; file_of "Größe d'or (2/3)!*~-_."`,
  );

  expect([code, err]).toEqual([0, ""]);
  expect(out).toBe("Gr%C3%B6%C3%9Fe%20d%27or%20%282%2F3%29%21%2A~-_..dump\n");
});
