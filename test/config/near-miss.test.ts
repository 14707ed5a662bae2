import { nearMiss } from "../../config/near-miss";

const known = ["verifyNew", "vmid", "pbs", "pbs-vm", "saturday", "sunday"];

describe("what was meant", () => {
  it.each([
    ["verfyNew", "verifyNew"],
    ["VMID", "vmid"],
    ["pbss", "pbs"],
    ["pbs-vn", "pbs-vm"],
    ["sat", "saturday"],
    ["satruday", "saturday"],
  ])("by %s is %s", (word, meant) => expect(nearMiss(word, known)).toBe(meant));

  it.each(["", "x", "su", "zebra", "wednesday"])("by %j is nothing that is known", (word) =>
    expect(nearMiss(word, known)).toBeUndefined(),
  );
});
