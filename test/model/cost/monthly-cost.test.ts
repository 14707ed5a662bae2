import { priceList } from "../../../config/prices/price-list";
import { type Archive, type ArchivedItem } from "../../../model/cost/archive";
import { openingObjects, packsOf } from "../../../model/cost/export-packs";
import { monthlyCost } from "../../../model/cost/monthly-cost";
import { egressCost, retrievalCost } from "../../../model/cost/restore-cost";
import { type StorageClass } from "../../../model/estate";

const prices = priceList();

function archive(storageClass: StorageClass, ...contents: ArchivedItem[]): Archive {
  return { place: "vault", storageClass, retrieval: "standard", contents };
}

const month = 365.25 / 12;

/** Restore points of so many GB and objects, made once a month and kept for so many days. */
function kept(pointGB: number, days: number, objects = 1): ArchivedItem {
  return { pointGB, objects, pointsPerMonth: 1, storedGB: (pointGB * days) / month };
}

describe("the cost of storage", () => {
  it.each([
    // What one gigabyte costs in all, by days kept.
    ["GLACIER", 14, 0.0106],
    ["GLACIER", 30, 0.0106],
    ["GLACIER", 90, 0.0106],
    ["GLACIER", 365, 0.0432],
    ["STANDARD_IA", 14, 0.0123],
    ["STANDARD_IA", 60, 0.0246],
    ["DEEP_ARCHIVE", 30, 0.0059],
    ["STANDARD", 30, 0.0227],
    ["STANDARD", 90, 0.068],
  ] as const)("in %s for %p days is %p a gigabyte", (storageClass, days, expected) => {
    expect(monthlyCost(archive(storageClass, kept(1, days)), prices).storage).toBeCloseTo(
      expected,
      3,
    );
  });

  it("has 32 KB at the class's price and 8 KB at STANDARD's for each archived object", () => {
    const tiny = archive("GLACIER", kept(0.000001, 90));
    const { storage } = monthlyCost(tiny, prices);
    const points = 90 / month;

    expect(storage).toBeCloseTo(points * (33e-6 * 0.0036 + 8e-6 * 0.023), 12);
  });

  it("bills 128 KB at least for an object of STANDARD_IA", () => {
    const tiny = archive("STANDARD_IA", kept(0.000001, month));
    expect(monthlyCost(tiny, prices).storage).toBeCloseTo(128e-6 * 0.0125, 12);
  });

  it("breaks even with STANDARD where an object kept 90 days has about 556 KB", () => {
    const cheaper = (kilobytes: number) => {
      const item = kept(kilobytes / 1e6, 90);
      const cost = (storageClass: StorageClass) => {
        const { storage, requests } = monthlyCost(archive(storageClass, item), prices);
        return storage + requests;
      };
      return cost("GLACIER") < cost("STANDARD");
    };
    expect(cheaper(450)).toBe(false);
    expect(cheaper(650)).toBe(true);
  });
});

describe("the cost of requests", () => {
  it("is one at the price of the class for each object, and those of STANDARD that it is opened with", () => {
    const item = kept(6.4, 90, 24);
    const { requests, objects } = monthlyCost(archive("GLACIER", item), prices);
    const key = ((24 + 15) * 0.01 * 0.03) / 10_000;

    expect(openingObjects).toBe(15);
    expect(requests).toBeCloseTo((24 * 0.03 + 15 * 0.005) / 1000 + key, 10);
    expect(objects).toBe(Math.ceil(((24 + 15) * 90) / month));
  });

  it("is for packs of 128 MiB of what is stored", () => {
    expect([0, 0.134, 0.135, 100].map(packsOf)).toEqual([1, 1, 2, 746]);
  });
});

describe("the cost of reading back", () => {
  const held = [kept(100, 90, 400), kept(400, 90, 1600)];

  it("is retrieval, requests and a temporary copy for a week", () => {
    const cost = retrievalCost(archive("GLACIER", ...held), prices);
    const key = (2000 * 0.01 * 0.03) / 10_000;
    const requests = (2000 * (0.05 + 0.0004)) / 1000;
    expect(cost).toBeCloseTo(500 * (0.01 + (0.023 * 7) / month) + requests + key, 6);
  });

  it("depends on the tier, of which bulk is free of charge", () => {
    const one = archive("GLACIER", ...held);
    const of = (retrieval: Archive["retrieval"]) => retrievalCost({ ...one, retrieval }, prices);

    expect(of("standard") - of("bulk")).toBeCloseTo(500 * 0.01 + 2000 * 0.00005, 4);
    expect(of("expedited") - of("bulk")).toBeCloseTo(500 * 0.03 + 2000 * 0.01, 4);
  });

  it("has no temporary copy where objects can be read at once, whatever tier is named", () => {
    const cost = retrievalCost({ ...archive("GLACIER_IR", ...held), retrieval: "bulk" }, prices);
    expect(cost).toBeCloseTo(500 * 0.03 + 2000 * 0.00001, 3);
  });

  it("lets the first 100 GB of a month out of AWS for nothing", () => {
    expect(egressCost(100, prices)).toBe(0);
    expect(egressCost(500, prices)).toBeCloseTo(36);
  });
});
