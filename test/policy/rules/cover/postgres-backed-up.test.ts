import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "postgres-backed-up";
const stanza = told("postgres stanza", {}, { name: "stanza", identity: "pg01" });
const agent = (timers: object, more: object = {}) =>
  told("postgres backup", { timers }, { name: "agent", identity: "pg01", ...more });
const enabled = { "database-backup@pg01.timer": "enabled" };

describe(rule, () => {
  it("passes a server with an agent whose timer is enabled", async () => {
    expect(await violationsOf(rule, [stanza, agent(enabled)])).toEqual([]);
  });

  it.each([
    ["no agent", [], "nothing on its host backs it up"],
    [
      "that of another host",
      [agent(enabled, { host: "other" })],
      "nothing on its host backs it up",
    ],
    ["that of another server", [agent(enabled, { identity: "pg02" })], "nothing on its host"],
    [
      "a timer that is off",
      [agent({ "database-backup@pg01.timer": "disabled" })],
      "is not enabled",
    ],
    [
      "a heartbeat alone",
      [agent({ "database-backup-beat@pg01.timer": "enabled" })],
      "is not enabled",
    ],
    ["no timers", [agent({})], "its timer database-backup@pg01.timer is not enabled"],
  ])("fails on %s", async (_what, others, got) => {
    expect(await violationsOf(rule, [stanza, ...others])).toEqual([expect.stringContaining(got)]);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [later])).notJudged).toContain("not known yet");
  });
});
