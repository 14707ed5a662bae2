import { capacityTable } from "../../../commands/plan/capacity-table";
import { type StoreCapacity } from "../../../model/plan/plan";

const store = (change: Partial<StoreCapacity> = {}): StoreCapacity => ({
  resource: "store:pbs/vm-backup",
  store: "vm-backup",
  path: "backup:places.pbs-vm.capacityGB",
  capacityGB: 1000,
  storedGB: 812.5,
  estimated: true,
  ...{ unproven: [], growing: [] },
  months: [700, 790, 805, 810, 811, 812.5].map((storedGB, month) => ({
    date: `2027-0${month + 1}-24`,
    storedGB,
  })),
  passes: [{ percent: 75, date: "2027-02-01" }, { percent: 90 }, { percent: 100 }],
  ...change,
});

describe("the table of capacities", () => {
  it("tells the day on which each level is passed, or that none is, and how it comes to that", () => {
    const [, first, ...below] = capacityTable([store()]);

    expect(first).toMatch(/store:pbs\/vm-backup +1,000 +~813 +82 % +2027-02-01 +never +never$/);
    expect(below.join(" ").replace(/\s+/g, " ")).toContain(
      "~700 with the first backups, ~790 after 1 month, ~805 after 2 months, ~810 after 3 months, ~813 after 5 months",
    );
  });

  it("has the fullest first", () => {
    const other = store({ resource: "store:small", capacityGB: 100, storedGB: 99 });
    const text = capacityTable([store(), other]).join("\n");
    expect(text.indexOf("store:small")).toBeLessThan(text.indexOf("store:pbs/vm-backup"));
  });

  it("says on what the days rest", () => {
    expect(capacityTable([store()]).join(" ")).toMatch(/as if all\s+first backups were made today/);
  });

  it("tells the least of what nobody knows the end of", () => {
    expect(capacityTable([store({ unproven: ["dumps"], estimated: false })])[1]).toContain(
      "at least 813",
    );
  });

  it("says never of no store in which deleted objects stay", () => {
    const [, line] = capacityTable([store({ growing: ["research"], estimated: false })]);
    expect(line).toMatch(/at least 813 +82 % +2027-02-01 +nobody knows +nobody knows$/);
  });

  it("says so where no place says how much it holds", () => {
    expect(capacityTable([])).toEqual(["  No place says how much it holds."]);
  });
});
