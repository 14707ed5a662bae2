import { engines } from "../../../model/engines/engines";
import { type Database, type Engine, type Guest } from "../../../model/estate";
import { consistencyIn } from "../../../model/plan/consistency";
import { type ItemKind } from "../../../model/plan/plan";
import { estate } from "../../support/plan";
import { labPlan } from "../../support/lab-plan";
import { guest } from "./support/guests";

const ubuntu = "Ubuntu 24.04";

const database = (product: Database["product"], on = "a"): Database => ({
  ...{ guest: on, product, database: "data", sizeGB: 1, classes: [] },
});

/** What an image is of a guest that is so, with databases of these products declared inside. */
function image(change: Partial<Guest>, ...inside: readonly Database[]) {
  const databases = Object.fromEntries(inside.map((one, index) => [`database${index}`, one]));
  const lab = estate({ guests: { a: guest(change) }, databases });
  return consistencyIn(lab)("pbs", { kind: "guest", name: "a" });
}

describe("an image of a guest", () => {
  it.each<[string, Partial<Guest>, string, RegExp]>([
    ["without a word on its agent", {}, "unknown", /nobody declared whether its guest agent/],
    ["without an agent", { agent: false }, "crash", /no guest agent/],
    ["with Linux and an agent", { os: ubuntu, agent: true }, "file-system", /freezes/],
    ["with Windows, VSS unknown", { agent: true }, "unknown", /nobody declared what .* VSS/],
    ["with Windows and VSS copies", { agent: true, vss: "copy" }, "application", /asks VSS/],
    ["with Windows and VSS full", { agent: true, vss: "full" }, "application", /asks VSS/],
    ["with Windows and no VSS", { agent: true, vss: "none" }, "crash", /no VSS provider/],
    ["with neither", { os: "FreeBSD 14", agent: true }, "unknown", /FreeBSD 14 is not known/],
    ["that is a container", { kind: "ct", os: ubuntu }, "file-system", /snapshot of its storage/],
  ])("%s is as consistent as that", (_what, change, consistency, reason) => {
    expect(image(change)).toEqual({
      consistency,
      consistencyReason: expect.stringMatching(reason) as string,
    });
  });

  it("with Windows is of its application only if VSS reaches every database inside", () => {
    const asking = { agent: true, vss: "copy" } as const;
    expect(image(asking, database("sqlserver")).consistency).toBe("application");
    expect(image(asking, database("sqlserver"), database("postgresql"))).toEqual({
      consistency: "file-system",
      consistencyReason: "its guest agent asks VSS, which PostgreSQL does not listen to",
    });
    expect(image({ ...asking, role: "MariaDB" }).consistency).toBe("file-system");
    expect(image({ ...asking, role: "SQL server" }).consistency).toBe("application");
  });

  it("does not ask what is inside other guests", () => {
    const asking = { agent: true, vss: "copy" } as const;
    expect(image(asking, database("postgresql", "b")).consistency).toBe("application");
  });
});

describe("a copy that another engine makes", () => {
  const lab = estate({
    claims: {
      etcd: { selector: "etcd", sizeGB: 1, classes: [] },
      volumes: { selector: "backup=enabled", sizeGB: 1, classes: [] },
    },
  });
  it.each<[Engine, ItemKind, string, string]>([
    ["veeam", "fileServer", "a", "file-system"],
    ["iperius", "database", "a", "application"],
    ["pgbackrest", "database", "a", "application"],
    ["dump", "database", "a", "application"],
    ["minio", "bucket", "a", "file-system"],
    ["git", "repository", "a", "application"],
    ["kubernetes", "claim", "etcd", "application"],
    ["kubernetes", "claim", "volumes", "crash"],
    ["pbs", "database", "a", "unknown"],
    ["s3", "bucket", "a", "unknown"],
  ])("by %s of a %s (%s) is %s-consistent, and says why", (engine, kind, name, consistency) => {
    const found = consistencyIn(lab)(engine, { kind, name });

    expect(found.consistency).toBe(consistency);
    expect(found.consistencyReason).toMatch(/\w/);
  });
});

describe("every engine", () => {
  it.each(Object.entries(engines))(
    "says so of each kind that %s takes, and of no other",
    (_name, engine) => {
      expect(Object.keys(engine.consistency).sort()).toEqual(Object.keys(engine.takes).sort());
    },
  );
});

describe("the copies of the lab", () => {
  it("say each how consistent they are, offsite as much as what they were made from", () => {
    const { copies } = labPlan((sections) => {
      const guests = sections["guests"] as Record<string, Record<string, unknown>>;
      guests["proj-fs02"]!["agent"] = true;
      guests["proj-fs02"]!["vss"] = "copy";
    });
    const of = (item: string) =>
      copies.filter((copy) => copy.item === item).map((copy) => [copy.place, copy.consistency]);

    expect(of("proj-fs02")).toEqual([
      ["pbs-vm", "application"],
      ["vm-archive", "application"],
    ]);
    expect(of("dc01")).toEqual([
      ["pbs-vm", "unknown"],
      ["vm-archive", "unknown"],
    ]);
    expect(of("fs02")).toEqual([
      ["veeam-repository", "file-system"],
      ["windows-archive", "file-system"],
    ]);
  });
});
