import { sentObject } from "../../remote-sent";
import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { datastore } from "./pbs-sent";

const rule = "pbs-notified";
const untold = (severity: string) =>
  `datastore: datastore store: no notification matcher of its server tells of every ${severity}; wanted is an enabled one with a target that is not off and no other condition. Fix: add a matcher for the severity ${severity}.`;
const both = [untold("warning"), untold("error")];
const matcher = (document: object, host = "pbs01") =>
  sentObject({
    kind: "pbs notification matcher",
    identity: "matcher",
    host,
    document: { name: "trouble", target: ["operators"], ...document },
  });
const severe = { "match-severity": ["warning,error"] };
const endpoint = (document: object, host = "pbs01", type = "smtp") =>
  sentObject({
    ...{ kind: `pbs notification endpoint ${type}`, identity: "endpoint", host },
    document: { name: "operators", disable: true, ...document },
  });
const field = { "match-field": ["exact:type=verify"] };

describe(rule, () => {
  it.each([
    ["of both severities", [matcher(severe)]],
    ["of each severity in an item", [matcher({ "match-severity": ["warning", "error"] })]],
    ["of everything", [matcher({})]],
    ["of any of several conditions", [matcher({ ...severe, ...field, mode: "any" })]],
    ["that is said to be enabled", [matcher({ ...severe, disable: false, "invert-match": false })]],
    [
      "for one severity, and another for the other",
      [matcher({ "match-severity": ["error"] }), matcher({ "match-severity": ["info,warning"] })],
    ],
    ["with a target that is on", [matcher(severe), endpoint({ disable: false })]],
    ["with a target that is off elsewhere", [matcher(severe), endpoint({}, "pbs02")]],
    [
      "with a target besides one that is off",
      [matcher({ ...severe, target: ["operators", "mail-to-root"] }), endpoint({})],
    ],
  ])("passes a datastore whose server has a matcher %s", async (_what, matchers) => {
    expect(await violationsOf(rule, [datastore(), ...matchers])).toEqual([]);
  });

  it.each([
    ["is none", []],
    ["is disabled", [matcher({ ...severe, disable: true })]],
    ["is disabled in a word", [matcher({ ...severe, disable: "true" })]],
    ["is turned round in a word", [matcher({ ...severe, "invert-match": "1" })]],
    ["has a target that is off in a word", [matcher(severe), endpoint({ disable: 1 })]],
    ["is inverted", [matcher({ ...severe, "invert-match": true })]],
    [
      "has no target",
      [matcher({ ...severe, target: [] }), matcher({ ...severe, target: undefined })],
    ],
    ...["gotify", "sendmail", "smtp", "webhook"].map((type): [string, Sent[]] => [
      `has a target of type ${type} alone, which is off`,
      [matcher(severe), endpoint({}, "pbs01", type)],
    ]),
    ["is of one kind of jobs", [matcher({ ...severe, ...field })]],
    ["is of some hours", [matcher({ ...severe, "match-calendar": ["8-18"] })]],
    ["is of any of one kind", [matcher({ ...field, mode: "any" })]],
    ["is of another server", [matcher(severe, "pbs02")]],
    ["is of other severities", [matcher({ "match-severity": ["info,notice"] })]],
  ])("fails where the matcher %s", async (_what, matchers) => {
    expect(await violationsOf(rule, [datastore(), ...matchers])).toEqual(both);
  });

  it("tells which severity is missing", async () => {
    const sent = [datastore(), matcher({ "match-severity": ["error"] })];

    expect(await violationsOf(rule, sent)).toEqual([untold("warning")]);
  });

  it("fails on a mode that passes matchers by; absent is the notification system", async () => {
    const of = (mode: string) => [datastore({ "notification-mode": mode }), matcher(severe)];

    expect(await violationsOf(rule, of("notification-system"))).toEqual([]);
    expect(await violationsOf(rule, of("legacy-sendmail"))).toEqual([
      "datastore: stdin: document.notification-mode of datastore store is legacy-sendmail, which passes every matcher by; wanted is notification-system. Fix: set notification-mode to notification-system.",
    ]);
  });

  it("says what is not known yet", async () => {
    const sent = [datastore(), { ...matcher(severe), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of matcher is not known yet"),
    });
  });
});
