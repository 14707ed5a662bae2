import { type TrafficControl } from "../../../model/estate";
import { trafficFindings } from "../../../model/plan/traffic-findings";
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

  it.each(["0.0.0.0/0", "::/0"])("fails where it is that of everybody: %s", (network) => {
    const errors = planOf(withControl({ network: ["10.0.0.0/8", network], rateIn: "100 KiB" }));
    expect(errors.findings).toContainEqual(
      expect.objectContaining({
        severity: "error",
        path: "backup:pbs.trafficControls.slow.rateIn",
      }),
    );
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
