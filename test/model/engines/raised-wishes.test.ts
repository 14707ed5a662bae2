import { minio } from "../../../model/engines/minio";
import { pbs } from "../../../model/engines/pbs";
import { s3 } from "../../../model/engines/s3";

describe("a wish beside another that shares its prune job", () => {
  const wish = { wanted: { days: 30, weekly: 4 } };

  it.each([
    ["keepLast", "last"],
    ["keepDaily", "daily"],
    ["keepWeekly", "weekly"],
    ["keepMonthly", "monthly"],
    ["keepYearly", "yearly"],
  ] as const)("takes the other's %s", (setting, count) => {
    expect(pbs.raisedBy?.(wish, { [setting]: 9 })).toStrictEqual({
      wanted: { days: 30, weekly: 4, [count]: 9 },
    });
  });

  it("keeps what it has more of itself", () => {
    const raised = pbs.raisedBy?.(wish, { keepWeekly: 2, keepMonthly: 1 });
    expect(raised).toStrictEqual({ wanted: { days: 30, weekly: 4, monthly: 1 } });
  });

  it("is the very same where the other keeps no more", () => {
    expect(pbs.raisedBy?.(wish, { keepWeekly: 4 })).toBe(wish);
    expect(pbs.raisedBy?.(wish, {})).toBe(wish);
  });
});

describe("a wish beside another that shares its lifecycle", () => {
  const settings = { expirationDays: 90, noncurrentDays: 1 };

  it("is for as many days as the other needs", () => {
    expect(s3.raisedBy?.({ wanted: { days: 30 } }, settings)).toStrictEqual({
      wanted: { days: 30 },
      leastDays: 90,
    });
    expect(s3.raisedBy?.({ wanted: { days: 30 }, leastDays: 89 }, settings)?.leastDays).toBe(90);
    expect(minio.raisedBy?.({ wanted: { days: 30 } }, { noncurrentDays: 31 })?.leastDays).toBe(31);
  });

  it("is the very same where it is for as many already", () => {
    const wish = { wanted: { days: 30 }, leastDays: 90 };
    expect(s3.raisedBy?.(wish, settings)).toBe(wish);
    expect(s3.raisedBy?.(wish, { ...settings, expirationDays: 89 })).toBe(wish);
  });
});
