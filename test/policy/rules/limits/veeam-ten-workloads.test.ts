import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "veeam-ten-workloads";
const groups = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `group-${from + at}`);
const job = (name: string, protectionGroups: unknown, parts: object = {}, more: object = {}) =>
  told("veeam agent job", { protectionGroups, ...parts }, { name, ...more });

describe(rule, () => {
  it.each([
    ["as many as the edition covers", [job("a", groups(1, 6)), job("b", groups(7, 10))]],
    ["one group in several jobs", [job("a", groups(1, 10)), job("b", groups(1, 10))]],
    ["two servers", [job("a", groups(1, 10)), job("b", groups(11, 12), {}, { host: "other" })]],
    [
      "a job that is not enabled",
      [job("a", groups(1, 10)), job("b", groups(11, 12), { enabled: false })],
    ],
    [
      "a job that is not enabled before others",
      [job("a", groups(11, 12), { enabled: false }), job("b", groups(1, 10))],
    ],
    ["jobs without groups", [job("a", undefined), job("b", "eleven")]],
    [
      "other documents",
      [
        job("a", groups(1, 10)),
        told("veeam x", { protectionGroups: groups(11, 11) }, { name: "x" }),
      ],
    ],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it("fails at each job that is too many, and at no other", async () => {
    const sent = [
      job("a", groups(1, 10)),
      job("b", groups(10, 11)),
      job("c", groups(1, 3)),
      job("d", groups(12, 12), { enabled: true }),
      job("other", groups(20, 29), {}, { host: "other" }),
    ];

    expect(await violationsOf(rule, sent)).toEqual([
      "b: protectionGroups: with this job the server backs up 11 machines or more; its edition covers 10. Fix: take machines out of the server's jobs, or buy a licence and tell this rule how many it covers.",
      expect.stringContaining("d: protectionGroups: with this job the server backs up 12 machines"),
    ]);
  });

  it("says nothing at a job that is not enabled, after as many as are covered", async () => {
    const sent = [job("a", groups(1, 9)), job("off", groups(10, 12), { enabled: false })];

    expect(await violationsOf(rule, [...sent, job("c", groups(10, 10))])).toEqual([]);
  });

  it("takes commands without a connection for one server's", async () => {
    const sent = [job("a", groups(1, 10)), job("b", groups(11, 11))].map(
      ({ type, name = "", props }) => ({ type, name, props: { stdin: props["stdin"] } }),
    );

    expect(await violationsOf(rule, sent)).toHaveLength(1);
  });

  it("fails at a job that alone is too many", async () => {
    expect(await violationsOf(rule, [job("a", groups(1, 11))])).toHaveLength(1);
  });

  it("takes what a licence covers from the pack's configuration", async () => {
    const sent = [job("a", groups(1, 11))];

    expect(await violationsOf(rule, sent, { workloads: 11 })).toEqual([]);
    expect(await violationsOf(rule, sent, { workloads: 5 })).toEqual([
      expect.stringContaining("covers 5"),
    ]);
  });

  it("says of which command the host is not known yet", async () => {
    const { type, props } = job("a", groups(1, 2));
    const sent = [{ type, name: "a", props: { ...props, connection: { host: unknown } } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("connection.host of a is not known yet"),
    });
  });
});
