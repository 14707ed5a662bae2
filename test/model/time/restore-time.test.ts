import { type Estate, type Place } from "../../../model/estate";
import { describeSteps, restoreTime } from "../../../model/time/restore-time";
import { retrievalHours, retrievalTiers } from "../../../model/time/retrieval";
import { item, place, sizing, speeds } from "../../support/plan";

const means: Pick<Estate, "nodes" | "links" | "sizing"> = {
  ...speeds,
  sizing,
};

describe("the retrieval of an archived object", () => {
  it("takes the upper end of what is published", () => {
    expect(retrievalHours("GLACIER", "standard", 1000)).toBe(5);
    expect(retrievalHours("GLACIER", "bulk", 1000)).toBe(12);
    expect(retrievalHours("DEEP_ARCHIVE", "standard", 1)).toBe(12);
    expect(retrievalHours("DEEP_ARCHIVE", "bulk", 1)).toBe(48);
  });

  it("is expedited within minutes only while the object is small", () => {
    expect(retrievalHours("GLACIER", "expedited", 0.249)).toBeCloseTo(5 / 60);
    // 540 GB at 300 MB/s are 30 minutes more.
    expect(retrievalHours("GLACIER", "expedited", 540)).toBeCloseTo(35 / 60);
  });

  it("is not needed where objects can be read at once", () => {
    expect(retrievalHours("STANDARD_IA", "bulk", 1000)).toBe(0);
    expect(retrievalTiers("GLACIER_IR")).toEqual([]);
  });

  it("of a dump has the rows to load, whose speed is an assumption", () => {
    const restore = restoreTime(means, item(), place({ engine: "dump" }));

    expect(restore?.steps.map(({ what }) => what)).toEqual([
      "transfer of 100 GB at 100 MB/s (node node01)",
      "load of 100 GB and its indexes",
    ]);
    // At 25 MB/s.
    expect(restore?.steps[1]?.hours).toBeCloseTo(4000 / 3600);
    expect(restore?.measured).toBe(false);
  });

  it("fails for a tier that the class has not got", () => {
    expect(retrievalHours("DEEP_ARCHIVE", "expedited", 1)).toBeUndefined();
    expect(retrievalTiers("DEEP_ARCHIVE")).toEqual(["standard", "bulk"]);
  });
});

describe("the time of a restore", () => {
  it("is what the slowest station needs for everything in use", () => {
    const restore = restoreTime(means, item(), place({ readMBps: 50 }));

    expect(restore?.hours).toBeCloseTo(100_000 / 50 / 3600);
    expect(restore?.measured).toBe(true);
    expect(describeSteps(restore?.steps ?? [])).toBe(
      "34 min transfer of 100 GB at 50 MB/s (reading vm-backup)",
    );
  });

  it("from an archive is waiting, downloading and importing, one after the other", () => {
    const vault: Place = place({ engine: "s3", link: "wan", storageClass: "GLACIER" });
    const restore = restoreTime(means, item({ usedGB: 180 }), vault);

    // 90 GB at 25 MB/s are an hour, 180 GB at 100 MB/s half of one.
    expect(restore?.hours).toBeCloseTo(5 + 1 + 0.5);
    expect(restore?.measured).toBe(false);
    expect(describeSteps(restore?.steps ?? [])).toBe(
      "5 h standard retrieval from GLACIER + 1 h download of 90 GB at 25 MB/s (link wan) + 30 min import of 180 GB at 100 MB/s (node node01)",
    );
  });

  it("of a database has the log to replay, whose speed is an assumption", () => {
    const restore = restoreTime(means, item(), place({ engine: "pgbackrest" }));

    expect(restore?.steps.map(({ what }) => what)).toEqual([
      "transfer of 100 GB at 100 MB/s (node node01)",
      "replay of 7 GB of log",
    ]);
    expect(restore?.measured).toBe(false);
  });

  it("fails for a tier that the place's class has not got", () => {
    const vault = place({
      engine: "s3",
      link: "wan",
      storageClass: "DEEP_ARCHIVE",
      retrieval: "expedited",
    });
    expect(restoreTime(means, item(), vault)).toBeUndefined();
  });
});
