import { priceList } from "../../../config/prices/price-list";
import { type Archive, type ArchivedItem } from "../../../model/cost/archive";
import { monthlyCost } from "../../../model/cost/monthly-cost";
import { egressCost, retrievalCost } from "../../../model/cost/restore-cost";
import { type StorageClass } from "../../../model/estate";

const prices = priceList();
const oneObject = { objects: 1, partMB: 64 };

function archive(storageClass: StorageClass, ...contents: ArchivedItem[]): Archive {
  return { place: "vault", storageClass, retrieval: "standard", contents };
}

const month = 365.25 / 12;

/** Restore points of so many GB, made once a month and kept for so many days. */
function kept(pointGB: number, days: number): ArchivedItem {
  return { pointGB, pointsPerMonth: 1, storedGB: (pointGB * days) / month };
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
    expect(
      monthlyCost(archive(storageClass, kept(1, days)), prices, oneObject).storage,
    ).toBeCloseTo(expected, 3);
  });

  it("has 32 KB at the class's price and 8 KB at STANDARD's for each archived object", () => {
    const tiny = archive("GLACIER", kept(0.000001, 90));
    const { storage } = monthlyCost(tiny, prices, oneObject);
    const points = 90 / month;

    expect(storage).toBeCloseTo(points * (33e-6 * 0.0036 + 8e-6 * 0.023), 12);
  });

  it("bills 128 KB at least for an object of STANDARD_IA", () => {
    const tiny = archive("STANDARD_IA", kept(0.000001, month));
    expect(monthlyCost(tiny, prices, oneObject).storage).toBeCloseTo(128e-6 * 0.0125, 12);
  });

  it("breaks even with STANDARD where an object kept 90 days has about 556 KB", () => {
    const cheaper = (kilobytes: number) => {
      const item = kept(kilobytes / 1e6, 90);
      const cost = (storageClass: StorageClass) => {
        const { storage, requests } = monthlyCost(archive(storageClass, item), prices, oneObject);
        return storage + requests;
      };
      return cost("GLACIER") < cost("STANDARD");
    };
    expect(cheaper(450)).toBe(false);
    expect(cheaper(650)).toBe(true);
  });
});

describe("the cost of requests", () => {
  it("is one at the price of the class for each object, and its parts at STANDARD's", () => {
    const { requests, objects } = monthlyCost(archive("GLACIER", kept(6.4, 90)), prices, {
      objects: 2,
      partMB: 64,
    });
    const key = (2 * 0.01 * 0.03) / 10_000;

    expect(requests).toBeCloseTo((2 * 0.03 + 101 * 0.005) / 1000 + key, 10);
    expect(objects).toBe(Math.ceil((2 * 90) / month));
  });

  it("never has more than 10,000 parts for an object", () => {
    const { requests } = monthlyCost(archive("STANDARD", kept(5000, 30)), prices, oneObject);
    expect(requests).toBeCloseTo((10_002 * 0.005) / 1000, 4);
  });
});

describe("the cost of reading back", () => {
  const held = [kept(100, 90), kept(400, 90)];

  it("is retrieval, requests and a temporary copy for a week", () => {
    const cost = retrievalCost(archive("GLACIER", ...held), prices, { objects: 2, partMB: 64 });
    expect(cost).toBeCloseTo(500 * (0.01 + (0.023 * 7) / month) + (4 * 0.05) / 1000, 4);
  });

  it("depends on the tier, of which bulk is free of charge", () => {
    const one = archive("GLACIER", ...held);
    const of = (retrieval: Archive["retrieval"]) =>
      retrievalCost({ ...one, retrieval }, prices, oneObject);

    expect(of("standard") - of("bulk")).toBeCloseTo(5, 2);
    expect(of("expedited") - of("bulk")).toBeCloseTo(15.02, 2);
  });

  it("has no temporary copy where objects can be read at once, whatever tier is named", () => {
    const cost = retrievalCost(
      { ...archive("GLACIER_IR", ...held), retrieval: "bulk" },
      prices,
      oneObject,
    );
    expect(cost).toBeCloseTo(15, 3);
  });

  it("lets the first 100 GB of a month out of AWS for nothing", () => {
    expect(egressCost(100, prices)).toBe(0);
    expect(egressCost(500, prices)).toBeCloseTo(36);
  });
});
