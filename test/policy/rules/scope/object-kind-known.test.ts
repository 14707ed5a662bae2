import { knownKinds } from "../../../../policy/rules/scope/known-kinds";
import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../encryption/support";

const rule = "object-kind-known";

describe(rule, () => {
  it.each([...knownKinds])("passes the kind %s", async (kind) => {
    expect(await violationsOf(rule, [told(kind, {})])).toEqual([]);
  });

  it.each(["pbs datastores", "PBS datastore", "pbs\u00a0datastore", "pbs datastore ", ""])(
    "fails on the kind %j",
    async (kind) => {
      expect(await violationsOf(rule, [told(kind, {})])).toEqual([
        `subject: stdin: the kind ${JSON.stringify(kind)} is known to no rule of the pack, so nothing of the object is judged; wanted is a known one. Fix: spell the kind as components do, or add it to policy/rules/scope/known-kinds.ts after a look at what it does.`,
      ]);
    },
  );

  it("says nothing of other commands, and of which it is not known yet", async () => {
    const type = "command:remote:Command";

    expect(await violationsOf(rule, [{ type, props: { stdin: "ls" } }])).toEqual([]);
    expect((await verdictOf(rule, [{ type, props: { stdin: unknown } }])).notJudged).toContain(
      "stdin of subject",
    );
  });
});
