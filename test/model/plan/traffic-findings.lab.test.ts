import { type TrafficControl } from "../../../model/estate";
import { trafficFindings } from "../../../model/plan/traffic-findings";
import { setAt } from "../../support/lab";
import { labPlan } from "../../support/lab-plan";
import { planOf, soundEstate } from "../../support/planned-estate";

const { pbs, classes, places } = soundEstate();
const withControl = (control: Partial<TrafficControl>) =>
  soundEstate({
    pbs: { ...pbs, trafficControls: { slow: { network: ["10.25.20.0/24"], ...control } } },
    classes: { ...classes, linux: { ...classes["linux"]!, window: "night" } },
  });
const found = (control: Partial<TrafficControl>) => trafficFindings(withControl(control));

// The LAN of 1 Gbit/s was measured, so all of its 125 MB/s count.
describe("traffic that is held back below what the plan counts on", () => {
  it("is a warning where it may be that of the backups", () => {
    expect(found({ rateIn: "100 KiB" })).toEqual([
      {
        severity: "warning",
        path: "backup:pbs.trafficControls.slow.rateIn",
        message:
          "holds backups of its networks to less than the plan counts on, so times, windows and RPO are not proven wherever it applies (store)",
        got: "100 KiB, which is 0.1 MB/s",
        allowed: "at least 125 MB/s, or a timeframe in which no window of such backups is open",
        fix: "raise it, or declare the link as slow as that in backup:links, so that the plan counts on no more",
      },
    ]);
  });

  it.each([
    [["10.0.0.0/8", "0.0.0.0/0"], "error"],
    [["0.0.0.0/1", "128.0.0.0/1"], "error"],
    [["128.0.0.0/1", "64.0.0.0/2", "0.0.0.0/2"], "error"],
    [["0.0.0.0/1", "128.0.0.0/2"], "warning"],
    [["::/0"], "warning"],
  ] as const)("fails where it is that of everybody: %j (%s)", (network, severity) => {
    expect(found({ network, rateIn: "100 KiB" })).toMatchObject([{ severity }]);
    expect(planOf(withControl({ network, rateIn: "100 KiB" })).findings).toContainEqual(
      expect.objectContaining({ severity, path: "backup:pbs.trafficControls.slow.rateIn" }),
    );
  });

  it.each([
    ["10.25.20.7", "error"],
    ["10.25.21.7", "warning"],
    ["node01.lab.test", "warning"],
  ])("fails where a node that backs up is in its networks: %s (%s)", (address, severity) => {
    const estate = withControl({ rateIn: "100 KiB" });
    const of = (node: string) => ({ ...estate, hosts: { [node]: { address, port: 22 } } });
    expect(trafficFindings(of("node01"))).toMatchObject([{ severity }]);
    expect(trafficFindings(of("node02"))).toMatchObject([{ severity: "warning" }]);
  });

  it("knows where a node is from the host of its name", () => {
    const { findings } = labPlan((sections) => {
      setAt(sections, "hosts.node01.address", "10.25.10.11");
      setAt(sections, "pbs.trafficControls.slow", { network: ["10.25.0.0/16"], rateIn: "1 KiB" });
    });
    expect(findings.filter(({ path }) => path.includes("trafficControls.slow"))).toMatchObject([
      { severity: "error" },
    ]);
  });

  it.each([
    ["rateIn", ["0:00-23:59"], "error"],
    ["rateIn", ["sun 1-9"], "error"],
    ["rateIn", ["sun 1-8"], "warning"],
    ["rateOut", ["0:00-23:59"], "error"],
    ["rateOut", ["sun 1-9"], "warning"],
  ] as const)("fails where it holds all the while: %s at %s (%s)", (key, timeframe, severity) => {
    const control = { network: ["0.0.0.0/0"], [key]: "1 KiB", timeframe };
    expect(found(control)).toMatchObject([{ severity }]);
  });

  it("is one of restores as well, at whatever time", () => {
    expect(found({ rateOut: "1 MB", timeframe: ["mon 8-9"] })).toMatchObject([
      {
        severity: "warning",
        path: "backup:pbs.trafficControls.slow.rateOut",
        allowed: "at least 125 MB/s",
      },
    ]);
  });

  it.each([
    ["124.9 MB", 1],
    ["125 MB", 0],
    ["119 MiB", 1],
    ["120MiB", 0],
    ["1 GB", 0],
    ["0.0001 TiB", 1],
    ["124999999 B", 1],
  ])("is told of %s a second %d times", (rateIn, times) => {
    expect(found({ rateIn })).toHaveLength(times);
  });

  it.each([
    [["mon..fri 8-18"], 0],
    [["mon..sat 0-23:59", "sun 9-23:59"], 0],
    [["mon..fri 8-18", "sun 8:57-10"], 1],
    [["0:30-1:05"], 1],
  ])(
    "is told of backups whose window is sunday 01:00 to 09:00, at %s %d times",
    (timeframe, times) => {
      expect(found({ rateIn: "1 MB", timeframe })).toHaveLength(times);
    },
  );

  it("is none where the store is slower still", () => {
    const estate = withControl({ rateIn: "50 MB" });
    const slow = { ...places["store"]!, writeMBps: 50 };
    expect(trafficFindings({ ...estate, places: { ...estate.places, store: slow } })).toEqual([]);
  });
});

describe("an objective of what a rule may hold back", () => {
  const met = (control: Partial<TrafficControl>) =>
    planOf(withControl(control))
      .objectives.filter(({ item }) => item === "web")
      .map(({ kind, met }) => [kind, met]);
  const proven = [
    ["rpo", true],
    ["rto", true],
    ["site-rpo", true],
    ["site-rto", true],
  ];
  const but = (...kinds: readonly string[]) =>
    proven.map(([kind, met]) => [kind, kinds.includes(String(kind)) ? null : met]);

  it.each<[string, Partial<TrafficControl>, unknown]>([
    ["backups", { rateIn: "1 KiB" }, but("rpo", "site-rpo")],
    ["backups, outside of their window", { rateIn: "1 KiB", timeframe: ["mon 0-1"] }, proven],
    ["restores and exports", { rateOut: "1 KiB" }, but("rto", "site-rpo")],
    ["restores, but no export", { rateOut: "50 MB" }, but("rto")],
    ["restores at some time", { rateOut: "1 KiB", timeframe: ["sun 23-23:30"] }, but("rto")],
    ["nothing", { rateIn: "1 GB", rateOut: "1 GB" }, proven],
  ])("is unproven where it holds back %s", (_, control, expected) => {
    expect(met(control)).toEqual(expected);
  });

  it("says which rule it is, and misses all the same what it would miss without", () => {
    const estate = withControl({ rateIn: "1 KiB" });
    const linux = { ...estate.classes["linux"]!, rpoHours: 1 };
    const { objectives } = planOf({ ...estate, classes: { ...estate.classes, linux } });
    expect(objectives.find(({ item, kind }) => item === "web" && kind === "rpo")).toMatchObject({
      met: false,
      reason: expect.stringContaining(
        "or longer where backup:pbs.trafficControls.slow.rateIn applies",
      ) as string,
    });
  });
});
