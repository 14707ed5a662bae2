import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "dump-offsite";
const dump = told("postgres dump", {}, { name: "dump", identity: "pg01" });
const exported = (config: object, more: object = {}, kind = "offsite dump export") =>
  told(kind, { config }, { name: "export", identity: "pg01-dumps", ...more });

describe(rule, () => {
  it("passes dumps that an export on the same server takes out", async () => {
    const one = exported({ stanza: "pg01" });
    expect(await violationsOf(rule, [dump, one])).toEqual([]);
  });

  it.each([
    ["no export", []],
    ["one of another server", [exported({ stanza: "pg02" })]],
    ["one of something else", [exported({ stanza: "pg01" }, {}, "offsite repository export")]],
    ["one on another host", [exported({ stanza: "pg01" }, { host: "other" })]],
    ["one that does not say what it reads", [exported({})]],
  ])("fails on %s", async (_what, others) => {
    expect(await violationsOf(rule, [dump, ...others])).toEqual([
      expect.stringContaining("dumps of pg01: no offsite export of the stack takes them"),
    ]);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [dump, later])).notJudged).toContain("not known yet");
  });
});
