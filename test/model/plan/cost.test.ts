import { priceList } from "../../../config/prices/price-list";
import { planCost } from "../../../model/plan/cost";
import { copy, estate, item, offsiteCopy, place, protectionClass } from "../../support/plan";

const prices = priceList();
const today = "2026-11-24";

describe("the cost of an estate", () => {
  const items = [item(), item({ name: "guest02", usedGB: 900 })];
  const history = { restorePoints: 4, intervalDays: 31, spanDays: 93 };
  const copies = [
    copy(),
    offsiteCopy({ history, storedGB: 200 }),
    offsiteCopy({ history, item: "guest02", storedGB: 1800 }),
  ];

  it("is what its copies in S3 cost in a month, and their first restore", () => {
    const { cost } = planCost(estate(), items, copies, prices, today);

    // Packs of 128 MiB of 50 GB and 450 GB, a configuration each, and 15 that each is opened with; four of all.
    const objects = 373 + 3353 + 2;
    expect(cost).toMatchObject({
      currency: "USD",
      asOf: "2026-06-30",
      // Three keys, two of which were rotated twice.
      monthlyKeys: 7,
      places: [
        { place: "vault", storedGB: 2000, objects: 4 * (objects + 2 * 15), retrieval: "standard" },
      ],
    });
    // 2,000 GB at 0.0036, and 40 KB for each that is archived.
    const own = 2000 * 0.0036 + 4 * objects * (32e-6 * 0.0036 + 8e-6 * 0.023);
    expect(cost.places[0]?.monthlyStorage).toBeCloseTo(own, 4);
    expect(cost.monthly).toBeCloseTo(own + 7 + (cost.places[0]?.monthlyRequests ?? 0), 2);
    // 500 GB back: retrieval, its requests, a week in STANDARD, and 400 GB out.
    const back = 5 + objects * 0.00005 + 500 * 0.023 * (7 / (365.25 / 12)) + 36;
    expect(cost.firstRestore).toBeCloseTo(back, 2);
  });

  it("shares what is free of the way out between places", () => {
    const lab = estate({
      places: {
        ...estate().places,
        second: place({ engine: "s3", link: "wan", offsite: true, storageClass: "STANDARD" }),
      },
      classes: {
        ...estate().classes,
        other: protectionClass({ place: "second", frequency: "monthly" }),
      },
    });
    const { cost } = planCost(
      lab,
      items,
      [offsiteCopy(), copy({ item: "guest02", class: "other", place: "second", engine: "s3" })],
      prices,
      today,
    );

    // 50 GB and 450 GB: 400 GB are paid, nine tenths of them by the second place.
    expect(cost.places.map((one) => one.place)).toEqual(["second", "vault"]);
    expect(cost.places[0]?.firstRestore).toBeCloseTo(36 * 0.9, 2);
  });

  it("counts the keys of each vault", () => {
    const vault = (server: string) => place({ engine: "s3", offsite: true, server });
    const lab = estate({
      places: { ...estate().places, vault: vault("east"), second: vault("west") },
      classes: { ...estate().classes, other: protectionClass({ place: "second" }) },
    });
    const far = copy({ item: "guest02", class: "other", place: "second", engine: "s3" });

    expect(planCost(lab, items, [offsiteCopy(), far], prices, today).cost.monthlyKeys).toBe(14);
    expect(planCost(lab, items, [offsiteCopy()], prices, today).cost.monthlyKeys).toBe(7);
  });

  it("is nothing without a copy in S3, not even a key or a doubt about prices", () => {
    const { cost, findings } = planCost(estate(), items, [copy()], prices, "2036-01-01");

    expect(cost).toMatchObject({ monthly: 0, monthlyKeys: 0, firstRestore: 0, places: [] });
    expect(findings).toEqual([]);
  });

  it("warns of prices that are more than 180 days old, not of those that are", () => {
    const warningsOn = (day: string) =>
      planCost(estate(), items, copies, prices, day).findings.filter(
        ({ severity }) => severity === "warning",
      );

    expect(warningsOn("2026-12-27")).toEqual([]);
    expect(warningsOn("2026-12-28")).toMatchObject([
      {
        path: "config/prices/aws-us-east-1.json: asOf",
        got: "2026-06-30",
        message: "the prices are 181 days old",
      },
    ]);
  });

  it("notes how many prices are second hand", () => {
    const { findings } = planCost(estate(), items, copies, prices, today);
    expect(findings).toMatchObject([
      { severity: "note", path: prices.file, message: expect.stringContaining("remembered") },
    ]);
  });

  it("notes a class that costs more than STANDARD for what is small", () => {
    const { findings } = planCost(
      estate(),
      [item({ usedGB: 0.0001 })],
      [offsiteCopy({ storedGB: 0.0002 })],
      prices,
      today,
    );
    expect(findings[1]).toMatchObject({
      severity: "note",
      path: "backup:places.vault.storageClass",
      message: expect.stringContaining("costs more here than STANDARD"),
    });
  });
});
