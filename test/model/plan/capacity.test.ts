import { capacityFindings } from "../../../model/plan/capacity";
import { copy, item, place } from "../../support/plan";

const store = (capacityGB: number) => ({ places: { store: place({ capacityGB }) } });

function findings(storedGB: number, measured = true) {
  return capacityFindings(store(1000), [item({ measured })], [copy({ storedGB })]);
}

describe("the capacity of a store", () => {
  it.each([
    [749, undefined],
    [750, "warning vm-backup will be fuller than the lab wants its stores to be"],
    [900, "warning vm-backup will be critically full"],
    [1000, "warning vm-backup will be critically full"],
    [1001, "error vm-backup cannot hold what is planned for it"],
  ])("with %p of 1000 GB is %p", (storedGB, expected) => {
    const [finding] = findings(storedGB);
    expect(finding && `${finding.severity} ${finding.message}`).toBe(expected);
  });

  it("warns only, while sizes are estimated", () => {
    expect(findings(5000, false)).toEqual([
      {
        severity: "warning",
        path: "backup:places.store.capacityGB",
        message: "vm-backup cannot hold what is planned for it, as far as sizes are estimated",
        got: "5000 GB of 1000 GB (500 %)",
        allowed: "below 75 %; 90 % is critical",
        fix: expect.stringContaining("measure"),
      },
    ]);
  });

  it("is shared by places in one store, the smallest figure counting", () => {
    const places = {
      a: place({ capacityGB: 1000, namespace: "a" }),
      b: place({ capacityGB: 900, namespace: "b" }),
      other: place({ capacityGB: 1, engine: "veeam" }),
    };
    const copies = [
      copy({ place: "a", storedGB: 500 }),
      copy({ place: "b", storedGB: 500, class: "b" }),
    ];
    expect(capacityFindings({ places }, [item()], copies)).toMatchObject([
      { path: "backup:places.b.capacityGB", got: "1000 GB of 900 GB (112 %)" },
    ]);
  });

  it("is shared by the stores of one disk, whose places need not all declare it", () => {
    const places = {
      images: place({ capacityGB: 1000, store: "vm-backup", disk: "nvme1" }),
      containers: place({ store: "container-backup", disk: "nvme1" }),
      elsewhere: place({ store: "other", disk: "nvme2" }),
    };
    const copies = [
      copy({ place: "images", storedGB: 600 }),
      copy({ place: "containers", storedGB: 500, class: "b" }),
      copy({ place: "elsewhere", storedGB: 5000, class: "c" }),
    ];
    expect(capacityFindings({ places }, [item()], copies)).toMatchObject([
      {
        path: "backup:places.images.capacityGB",
        message: "disk nvme1 (container-backup, vm-backup) cannot hold what is planned for it",
        got: "1100 GB of 1000 GB (111 %)",
      },
    ]);
  });

  it("does not matter where there is no limit", () => {
    expect(capacityFindings({ places: { store: place() } }, [item()], [copy()])).toEqual([]);
  });
});
