import { checkDeclaration } from "../../config/declaration";
import { setAt } from "../support/lab";
import { labSections } from "../support/lab-plan";

const faultsWith = (changes: Readonly<Record<string, unknown>>) => {
  const sections = labSections();
  for (const [path, value] of Object.entries(changes)) setAt(sections, path, value);
  return checkDeclaration(sections).faults;
};

const dumped = { class: "database-sweep", maximumAgeHours: 192 };

describe("the jobs of Iperius that are watched", () => {
  it("fail where there is none of what an operator must make", () => {
    expect(faultsWith({ "iperius.jobs": {} })).toMatchObject([
      {
        path: "backup:iperius.jobs",
        message: expect.stringContaining("nobody would notice that it is not made"),
        got: "no job",
        allowed: "a job with `class: database-sweep`",
      },
    ]);
  });

  it("fail where each is of another class of Iperius", () => {
    const other = { class: "other-dump", maximumAgeHours: 24 };
    const place = { place: "iperius-dumps", frequency: "daily", window: "every-night" };
    const promises = { retention: { days: 30 }, rpoHours: 30, rtoHours: 8 };

    expect(
      faultsWith({
        "classes.other-dump": { ...place, ...promises },
        "iperius.jobs": { other },
      }),
    ).toMatchObject([{ path: "backup:iperius.jobs", got: '"other"' }]);
  });

  it("fail with an age beyond what the class promises", () => {
    const jobs = { "proj-pg01-dump": { ...dumped, maximumAgeHours: 193 } };

    expect(faultsWith({ "iperius.jobs": jobs })).toMatchObject([
      {
        path: "backup:iperius.jobs.proj-pg01-dump.maximumAgeHours",
        got: "193",
        allowed: "at most 192, the rpoHours of backup:classes.database-sweep",
      },
    ]);
  });

  it.each(["database-pitr", "database-dump"])("fail for %s, no class of Iperius", (name) => {
    const jobs = { "proj-pg01-dump": dumped, more: { ...dumped, class: name } };

    expect(faultsWith({ "iperius.jobs": jobs })).toMatchObject([
      { path: "backup:iperius.jobs.more.class", got: `"${name}"`, allowed: "database-sweep" },
    ]);
  });

  it("fail without a class, and name those there are", () => {
    expect(faultsWith({ "iperius.jobs": { more: { maximumAgeHours: 24 } } })).toMatchObject([
      {
        path: "backup:iperius.jobs.more.class",
        message: "is missing",
        allowed: "database-sweep",
        fix: "name the class whose copies the job makes",
      },
    ]);
  });

  it("may have any name, and be several of a class", () => {
    const jobs = { nightly: dumped, "on Sundays": { ...dumped, maximumAgeHours: 1 } };
    expect(faultsWith({ "iperius.jobs": jobs })).toEqual([]);
  });

  it("need not be there for a class of which nothing is backed up", () => {
    const changes = {
      ...{
        "iperius.jobs": {},
        "databases.proj-pg01-database.classes": ["database-pitr", "database-dump"],
      },
    };
    expect(faultsWith(changes)).toEqual([]);
  });

  it("are not judged by a class that is at fault itself", () => {
    const faults = faultsWith({ "classes.database-sweep.rpoHours": "many" });
    expect(faults.map(({ path }) => path)).toEqual(["backup:classes.database-sweep.rpoHours"]);
  });
});
