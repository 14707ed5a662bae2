import * as fs from "node:fs";
import * as path from "node:path";
import { priceList, readPriceList } from "../../../config/prices/price-list";

const file = path.join(__dirname, "../../../config/prices/aws-us-east-1.json");

type Tree = Record<string, Record<string, unknown>>;

function changed(change: (list: Tree) => void): unknown {
  const list = JSON.parse(fs.readFileSync(file, "utf8")) as Tree;
  change(list);
  return list;
}

describe("the price list", () => {
  it("has every figure with its source in full", () => {
    const { storage, sources } = priceList() as ReturnType<typeof priceList> & {
      sources?: unknown;
    };

    expect(storage.GLACIER).toEqual({
      amount: 0.0036,
      source: "costnimbus, awsnegotiations and cloudcostkit, March to June 2026",
      confidence: "reported",
    });
    expect(sources).toBeUndefined();
    expect(JSON.stringify(priceList())).not.toContain('"lists"');
  });

  it("keeps what it says of its own source", () => {
    expect(priceList().source).toContain("us-east-1");
  });

  it("fails for whatever is wrong with a file, all at once", () => {
    const given = changed((list) => {
      list["storage"]!["GLACIER"] = { amount: -1, source: "lists", confidence: "sure" };
      (list as Record<string, unknown>)["asOf"] = "2026-02-30";
      delete list["egress"];
      list["retrieval"]!["DEEP_ARCHIVE"] = { expedited: {} };
    });
    let message = "";
    try {
      readPriceList(given, "prices.json");
    } catch (error) {
      message = (error as Error).message;
    }

    expect(message).toContain("prices.json: ");
    for (const fault of [
      "storage.GLACIER.amount: is too small",
      "storage.GLACIER.confidence: is not one of the values",
      "asOf: does not have the form",
      "egress: is missing",
      "retrieval.DEEP_ARCHIVE.expedited: is not a key",
      "retrieval.DEEP_ARCHIVE.bulk: is missing",
    ]) {
      expect(message).toContain(fault);
    }
  });

  it("fails for what is no price list at all", () => {
    expect(() => readPriceList(null, "prices.json")).toThrow("prices.json");
  });
});
