import { type Place } from "../../../model/estate";
import { bottleneck, backupRoute, offsiteRoute, restoreRoute } from "../../../model/time/route";
import { backupTime, offsiteTime } from "../../../model/time/run-time";
import {
  garbageCollectionMinutes,
  pruneMinutes,
  verifyMinutes,
} from "../../../model/time/store-care";
import { hoursText } from "../../../model/time/transfer";
import { place, sizing, speeds } from "../../support/plan";

const store: Place = place({ store: "vm-backup", writeMBps: 80, readMBps: 160 });
const vault: Place = place({ engine: "s3", store: "archive", link: "wan", offsite: true });

describe("the way of a copy", () => {
  it("is as fast as its slowest station", () => {
    expect(bottleneck(backupRoute(speeds, "node01", store).stations)).toEqual({
      part: "store",
      name: "writing vm-backup",
      speedMBps: 80,
    });
    expect(bottleneck(offsiteRoute(speeds, store, vault).stations).name).toBe("link wan");
    expect(bottleneck(restoreRoute(speeds, store, "node01").stations).speedMBps).toBe(100);
  });

  it("takes the slowest node for what lies on none, or on one that is not declared, as an assumption", () => {
    for (const node of [undefined, "nas01", "constructor"]) {
      const route = backupRoute(speeds, node, store);
      expect(route.stations[0]).toEqual({ part: "node", name: "slowest node", speedMBps: 100 });
      expect(route.measured).toBe(false);
    }
    expect(backupRoute(speeds, "node01", store).measured).toBe(true);
  });

  it("gets of its link what is declared, in either direction, and says so", () => {
    const link = { uploadMbps: 100, downloadMbps: 200, measured: false, share: 0.5 };
    const estate = { ...speeds, links: { wan: link } };
    expect(bottleneck(offsiteRoute(estate, store, vault).stations)).toEqual({
      part: "link",
      name: "link wan at 50 % of 100 Mbit/s",
      speedMBps: 6.25,
    });
    expect(bottleneck(restoreRoute(estate, vault, "node01").stations)).toEqual({
      part: "link",
      name: "link wan at 50 % of 200 Mbit/s",
      speedMBps: 12.5,
    });
  });

  it.each([
    [false, 9 / 8, "link wan at 90 % of 10 Mbit/s"],
    [true, 10 / 8, "link wan"],
  ])("gets nine tenths of a link unless it was measured (%p)", (measured, speedMBps, name) => {
    const wan = { uploadMbps: 10, downloadMbps: 10, measured };
    const { stations } = offsiteRoute({ ...speeds, links: { wan } }, store, vault);
    expect(bottleneck(stations)).toEqual({ part: "link", name, speedMBps });
  });

  it("rests on an assumption where nobody measured its link", () => {
    expect(offsiteRoute(speeds, store, vault).measured).toBe(false);
  });
});

describe("a run of a backup", () => {
  const route = { stations: backupRoute(speeds, "node01", store).stations, measured: true };
  const volumes = [
    { usedGB: 60, dailyChangeGB: 0.6 },
    { usedGB: 30, dailyChangeGB: 0.3 },
  ];

  it("of Proxmox Backup Server reads everything in use and sends what changed", () => {
    // 60 GB and 30 GB at 100 MB/s are 10 and 5 minutes, and a minute for each guest.
    expect(backupTime("pbs", volumes, 7, route)).toEqual({
      durationMinutes: 17,
      // The first run has to write 90 GB at 80 MB/s: 18.75 minutes.
      firstRunMinutes: 21,
    });
  });

  it("waits for the changes where they are more than reading", () => {
    const busy = [{ usedGB: 60, dailyChangeGB: 30 }];
    expect(backupTime("pbs", busy, 7, route).durationMinutes).toBe(14);
  });

  it("of an engine that plans a weekly full sends everything again", () => {
    const { durationMinutes, firstRunMinutes } = backupTime("veeam", volumes, 7, route);
    expect(durationMinutes).toBe(firstRunMinutes);
  });

  it("of a replica touches changes alone", () => {
    expect(backupTime("minio", volumes, 1, route).durationMinutes).toBe(3);
  });

  it("sends compressed exports offsite", () => {
    // 45 GB at 100 Mbit/s are an hour, and a minute for each guest.
    expect(
      offsiteTime("s3", volumes, 31, offsiteRoute(speeds, store, vault), sizing).durationMinutes,
    ).toBe(62);
  });
});

describe("the care of a store", () => {
  const content = { restorePoints: 186, storedGB: 2000, referencedGB: 36_000 };

  it("collects garbage in the time it takes to touch every chunk", () => {
    expect(garbageCollectionMinutes(content, "nvme")).toBe(31);
    expect(garbageCollectionMinutes(content, "disk")).toBe(755);
  });

  it("takes at least a minute, whatever there is to do", () => {
    const nothing = { restorePoints: 0, storedGB: 0, referencedGB: 0 };
    expect(pruneMinutes(nothing)).toBe(1);
    expect(garbageCollectionMinutes(nothing, "nvme")).toBe(1);
    expect(verifyMinutes(0, 100)).toBe(1);
  });

  it("verifies as fast as the place can be read", () => {
    expect(verifyMinutes(2000, 200)).toBe(167);
  });
});

describe("hours in words", () => {
  it.each([
    [0, "0 min"],
    [5 / 60, "5 min"],
    [0.99, "60 min"],
    [5, "5 h"],
    [168.04, "168.1 h"],
    [3.25, "3.3 h"],
    [0.1 + 0.2 + 5, "5.3 h"],
  ])("%p is %p", (hours, text) => {
    expect(hoursText(hours)).toBe(text);
  });
});
