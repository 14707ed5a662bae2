import {
  comparisons,
  figuresOf,
  ratiosOf,
  type Sample,
  type Scenario,
} from "../../../commands/bench/figures";
import { asJson, describe as described } from "../../../commands/bench/report";

const sample = (scenario: Scenario, round: number, seconds: number): Sample => ({
  scenario,
  round,
  seconds,
  peakMemoryMB: 100 + seconds,
  connections: 3,
});

const ratio = (samples: readonly Sample[], of: Scenario, to: Scenario) =>
  ratiosOf(samples).find((one) => one.of === of && one.to === to);

const samples = [
  sample("empty program", 1, 2),
  sample("preview with pack", 1, 5),
  sample("10 x guests", 1, 8),
  // The machine is ten times as busy.
  sample("empty program", 2, 20),
  sample("preview with pack", 2, 44),
  sample("10 x guests", 2, 88),
];

describe("ratios", () => {
  it("compare within a round, so that load changes nothing", () => {
    expect(ratio(samples, "preview with pack", "empty program")).toMatchObject({
      median: (2.5 + 2.2) / 2,
      percentile95: 2.5,
      most: 2.5,
      verdict: "reached",
    });
  });

  it("say that a goal is missed", () => {
    expect(ratio(samples, "10 x guests", "preview with pack")?.verdict).toBe("MISSED");
  });

  it.each([
    [2.5, "reached"],
    [2.5001, "MISSED"],
  ])("of %p have %s a goal of 2.5", (seconds, verdict) => {
    const two = [sample("empty program", 1, 1), sample("preview with pack", 1, seconds)];
    expect(ratio(two, "preview with pack", "empty program")?.verdict).toBe(verdict);
  });

  it("say what was not measured, which is no goal reached", () => {
    expect(ratio(samples, "drift", "ansible check")).toEqual({
      of: "drift",
      to: "ansible check",
      most: 1,
      verdict: "not measured",
    });
    const apart = [sample("drift", 1, 1), sample("ansible check", 2, 1)];
    expect(ratio(apart, "drift", "ansible check")?.verdict).toBe("not measured");
  });
});

test("figures have the worst memory and the most log-ins of all runs", () => {
  const [first] = figuresOf([
    { ...sample("drift", 1, 1), peakMemoryMB: 300, connections: 5 },
    { ...sample("drift", 2, 3), peakMemoryMB: 200, connections: 7 },
  ]);
  expect(first).toEqual({
    scenario: "drift",
    samples: 2,
    median: 2,
    percentile95: 3,
    peakMemoryMB: 300,
    connections: 7,
  });
});

const rules = {
  resources: 10_000,
  costs: Array.from({ length: 12 }, (_, at) => ({ rule: `rule-${at}`, milliseconds: 120 - at })),
};

describe("the report", () => {
  it("shows the dearest rules of the policy pack, and what all of them take", () => {
    const report = described({ samples, failures: [], resources: 165, rules });
    expect(report).toMatch(/rule, 10000 resources +CPU +a resource/);
    expect(report).toMatch(/rule-0 +120 ms +12\.0 µs/);
    expect(report).toMatch(/rule-9 +111 ms +11\.1 µs/);
    expect(report).not.toContain("rule-10");
    expect(report).toMatch(/all 12 rules +1374 ms +137\.4 µs/);
  });

  it("shows every ratio with its goal, those missed and not measured as well", () => {
    const lines = described({ samples, failures: [], resources: 165, rules }).split("\n");
    const line = (begin: string) => lines.find((one) => one.trim().startsWith(begin));
    expect(line("preview with pack / empty program")).toMatch(
      /2\.35 +2\.50 +at most 2\.5 +reached/,
    );
    expect(line("10 x guests / preview with pack")).toMatch(/1\.80 +2\.00 +at most 1\.5 +MISSED/);
    expect(line("drift / ansible check")).toMatch(/- +- +at most 1 +not measured/);
    expect(lines.slice(-2)).toEqual([
      "The floor: 165 empty components, and a pack without a rule.",
      "165 resources. Ansible was not run: --with-ansible.",
    ]);
  });

  it("says what Ansible was given of what drift reads", () => {
    const ansible = { version: "2.19.14", objects: 30, of: 36 };
    expect(described({ samples, failures: [], resources: 1, ansible, rules })).toContain(
      "ansible-core 2.19.14 checked 30 of the 36 remote objects that drift reads",
    );
  });

  it("says which scenario failed, and why", () => {
    const failures = [{ scenario: "plan of 100 x guests", reason: "spawn ENOMEM" }] as const;
    const measured = { samples, failures, resources: 1, rules };
    expect(described(measured)).toContain("\nFAILED: plan of 100 x guests: spawn ENOMEM\n");
    expect(described(measured)).toMatch(/plan of 100 x guests \/ plan +- +- +- +not measured/);
    expect(JSON.parse(asJson(measured))).toMatchObject({ failures });
  });

  it("has the same as JSON, with each sample", () => {
    const read = JSON.parse(asJson({ samples, failures: [], resources: 165, rules })) as object;
    expect(read).toMatchObject({
      ...{ resources: 165, samples, rules },
      ratios: comparisons.map((one, at) => (at === 0 ? { ...one, verdict: "reached" } : one)),
    });
  });
});
