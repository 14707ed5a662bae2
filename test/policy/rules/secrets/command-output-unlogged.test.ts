import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "command-output-unlogged";
const types = ["command:remote:Command", "command:local:Command"];
const quiet = { stdin: "x", logging: "none", addPreviousOutputInEnv: false };
const violationsIn = (props: object, type = types[0]!) =>
  violationsOf(rule, [{ type, props: { ...props } }]);

describe(rule, () => {
  it.each(types)("passes a %s that logs and hands on nothing of its output", async (type) => {
    expect(await violationsIn(quiet, type)).toEqual([]);
    expect(await violationsIn({ ...quiet, logging: "stderr" }, type)).toEqual([]);
  });

  it("passes one without standard input", async () => {
    expect(await violationsIn({ logging: "stdout" })).toEqual([]);
  });

  it.each([undefined, "stdout", "stdoutAndStderr"])("fails on logging %s", async (logging) => {
    for (const type of types)
      expect(await violationsIn({ ...quiet, logging }, type)).toEqual([
        `subject: logging is ${logging ?? "stdoutAndStderr"}, so that whatever the command echoes of its stdin is logged; wanted is none or stderr. Fix: set logging to none.`,
      ]);
  });

  it.each([undefined, true])("fails on addPreviousOutputInEnv %s", async (added) => {
    expect(await violationsIn({ ...quiet, addPreviousOutputInEnv: added })).toEqual([
      "subject: addPreviousOutputInEnv is true, so that the last output is in the environment of the next run; wanted is false. Fix: set addPreviousOutputInEnv to false.",
    ]);
  });

  it("tells of both, also where the input is not known yet", async () => {
    expect(await violationsIn({ stdin: unknown })).toHaveLength(2);
  });

  it("says that the logging is not known yet", async () => {
    const sent = [{ type: types[0]!, name: "job", props: { ...quiet, logging: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("logging of job is not known yet"),
    });
  });

  it("says nothing of other resources", async () => {
    expect(await violationsIn({ stdin: "x" }, "command:remote:CopyFile")).toEqual([]);
  });
});
