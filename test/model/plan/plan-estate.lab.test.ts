import { type Plan, type PlannedJob } from "../../../model/plan/plan";
import { setAt } from "../../support/lab";
import { labPlan } from "../../support/lab-plan";

type Tree = Record<string, unknown>;

/** The lab with a datastore that holds what is planned for it. */
const roomyPlan = () => labPlan((sections) => setAt(sections, "places.pbs-vm.capacityGB", 20_000));

describe("the plan of the lab", () => {
  let plan: Plan;

  beforeAll(() => {
    plan = labPlan();
  });

  const job = (id: string): PlannedJob => plan.jobs.find((one) => one.id === id) as PlannedJob;
  const severities = ({ findings }: Plan) => findings.map(({ severity }) => severity);

  it("says where it is and what each item is, for whoever makes it anew", () => {
    expect(plan.site).toEqual({ domain: "beardinthe.cloud", timezone: "America/New_York" });
    const [dc01, drives] = ["dc01", "node02-nvme"].map((name) =>
      plan.items.find((item) => item.name === name),
    );
    expect(dc01?.declared).toEqual({
      ...{ vmid: 2002, kind: "vm", address: "10.25.20.2", node: "node01", os: "Server 2025" },
      ...{ role: "PDC", cpus: 2, memoryGB: 6, disksGB: [125, 50], vlan: 10 },
    });
    expect(drives?.declared).toEqual({
      ...{ count: 4, spares: 4, maximumWearPercent: 20, powerLossProtection: true },
    });
  });

  it("has nothing that stops an update", () => {
    expect(severities(plan)).not.toContain("error");
  });

  it("makes weekly 4, monthly 1 and 30 days of what Proxmox Backup Server is told, and says why", () => {
    expect(job("pbs-vm-prune").retention).toMatchObject({
      wanted: { weekly: 4, monthly: 1, days: 30 },
      settings: { keepWeekly: 5, keepMonthly: 1 },
      reason: "keep-weekly 5, because 4 keeps only 28 days",
    });
  });

  it("says of every history when it is as long as promised, and of what is not proven that it never is", () => {
    for (const { retention } of plan.copies) {
      const { proven, oldestAtLeastDays, steadyAfterDays } = retention;
      expect(steadyAfterDays !== null).toBe(proven);
      // Nothing can be as old before so many days have passed.
      if (steadyAfterDays !== null)
        expect(steadyAfterDays).toBeGreaterThanOrEqual(oldestAtLeastDays ?? 0);
    }
    expect(job("pbs-vm-prune").retention?.steadyAfterDays).toBeGreaterThan(35);
  });

  it("tells no recovery time as more than the best that can be", () => {
    for (const { kind, atBest } of plan.objectives) expect(atBest).toBe(kind.endsWith("rto"));
  });

  it("guarantees of every copy that is proved what its class wants", () => {
    const proven = plan.copies.filter(({ retention }) => retention.proven);

    expect(proven.length).toBeGreaterThan(60);
    for (const { retention } of proven) {
      const { wanted, keepsAtLeastDays, oldestAtLeastDays } = retention;
      expect(keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(wanted.days);
      expect(oldestAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(wanted.days);
    }
  });

  it("keeps and locks copies in Glacier for the 90 days that are paid for", () => {
    const archived = plan.copies.filter(({ place }) => place === "vm-archive");

    expect(archived).toHaveLength(31);
    for (const { lockDays, retention } of archived) {
      expect(lockDays).toBe(90);
      expect(retention.keepsAtLeastDays).toBeGreaterThanOrEqual(90);
    }
  });

  it("keeps an RPO of a day and an RTO of four hours of proj-pg01", () => {
    const objectives = plan.objectives.filter(
      ({ item, class: name, kind }) =>
        item === "proj-pg01-database" && name === "database-pitr" && !kind.startsWith("site-"),
    );

    expect(
      objectives.map(({ kind, wantedHours, met, hours }) => [
        kind,
        wantedHours,
        hours < (wantedHours ?? 0),
        met,
      ]),
    ).toEqual([
      ["rpo", 24, true, true],
      ["rto", 4, true, true],
    ]);
  });

  it("loses six weeks of guests with the lab, and all of what nobody brings offsite", () => {
    const { worst, doubtful, lost } = plan.siteLoss;

    // Five weeks between exports, one between images, a day until they are verified, and the runs.
    expect(worst).toMatchObject({ kind: "site-rpo", class: "guest-image", place: "vm-archive" });
    expect(worst?.hours).toBeGreaterThan(840 + 168 + 24);
    expect(worst?.hours).toBeLessThan(840 + 168 + 24 + 24);
    // Not even that can be relied on: the disk that images are exported from cannot hold them.
    expect(doubtful).toHaveLength(31);
    expect(lost).toEqual([
      ...["infrastructure", "research-data"],
      ...["rke2-etcd", "rke2-volumes"],
    ]);
  });

  it("backs up guests by node, and those of unknown nodes with the job that catches every new guest", () => {
    const backups = plan.jobs.filter(
      ({ kind, class: name }) => kind === "backup" && name === "guest-image",
    );

    expect(backups.map(({ id, catchAll }) => [id, catchAll])).toEqual([
      ["guest-image-elsewhere", true],
      ["guest-image-node01", undefined],
      ["guest-image-node02", undefined],
      ["guest-image-node03", undefined],
      ["guest-image-node04", undefined],
    ]);
    expect(job("guest-image-elsewhere").items).toEqual(["proj-k8sw05", "proj-kasm01"]);
  });

  it("finds what is flawed in the inventory, each with its path", () => {
    const paths = plan.findings.map(({ path }) => path);

    for (const path of [
      "backup:guests.dc02.address",
      "backup:guests.proj-lwork01.address",
      "backup:guests.proj-k8sw05.node",
      "backup:guests.proj-kasm01.node",
      "backup:fileServers.fs04.guest",
    ]) {
      expect(paths).toContain(path);
    }
  });

  it("lists the drives, which are watched and not backed up", () => {
    const drives = plan.items.filter(({ kind }) => kind === "driveSet").map(({ name }) => name);

    expect(drives).toEqual(["node02-nvme", "node05-nvme"]);
    expect(plan.coverage.map(({ item }) => item)).not.toContain("node02-nvme");
  });

  it("claims no copy that nobody makes yet", () => {
    const status = new Map(plan.coverage.map((one) => [one.item, one.status]));

    expect(status.get("infrastructure")).toBe("planned");
    const nobodys = plan.copies.filter(({ maker }) => maker === "nobody");
    expect(new Set(nobodys.map(({ place }) => place))).toEqual(
      new Set(["config-archive", "git-mirror", "kubernetes-snapshots"]),
    );
  });

  it("claims the images that are exported from Proxmox Backup Server, which makes guests 3-2-1-1-0", () => {
    const plan = roomyPlan();
    const exported = plan.jobs.filter(({ from }) => from === "pbs-vm");
    expect(exported.map(({ id, place }) => `${id} to ${place}`)).toEqual(
      ["elsewhere", "node01", "node02", "node03", "node04"].map(
        (node) => `guest-image-${node}-offsite to vm-archive`,
      ),
    );
    const copies = plan.copies.filter(({ place }) => place === "vm-archive");
    expect(new Set(copies.map(({ maker }) => maker))).toEqual(new Set(["stack"]));
    expect(plan.coverage.find(({ item }) => item === "lab-dns01")).toMatchObject({
      status: "protected",
      rule: { copies: 3, media: 2, offsite: 1, immutable: 1, unverified: 0, met: true },
    });
  });

  it("claims no copy that its store cannot hold, nor what is brought offsite from there", () => {
    const guest = plan.coverage.find(({ item }) => item === "lab-dns01");
    const standings = plan.copies.filter(({ item }) => item === "lab-dns01");

    expect(standings.map(({ place, standing }) => `${place} ${standing}`)).toEqual([
      "pbs-vm overfull",
      "vm-archive overfull",
    ]);
    expect(guest).toMatchObject({ status: "overfull", rule: { copies: 1, met: false } });
    expect(
      plan.objectives.filter(({ item }) => item === "lab-dns01").map(({ met }) => met),
    ).toEqual([null, null, null, null]);
  });

  it("claims no image that would have to come from elsewhere", () => {
    const elsewhere = labPlan((sections) =>
      setAt(sections, "classes.configuration.offsite.place", "vm-archive"),
    );
    const makers = elsewhere.copies
      .filter(({ class: name, place }) => name === "configuration" && place === "vm-archive")
      .map(({ maker }) => maker);
    expect(makers).toEqual(["nobody"]);
  });

  it("claims the backups of Veeam that its own server brings to the vault", () => {
    expect(plan.instructions.veeamExport).toEqual([
      {
        ...{ job: "windows-files-offsite", source: "windows-files", from: "veeam-repository" },
        ...{ place: "windows-archive", items: ["fs02", "fs04"], window: "weeknights" },
        schedule: {
          ...{ day: { week: "first", weekday: "tuesday" }, time: "22:00" },
          months: expect.arrayContaining(["january", "december"]) as unknown,
        },
      },
    ]);
    expect(plan.coverage.find(({ item }) => item === "fs02")).toMatchObject({
      status: "protected",
      rule: { copies: 3, media: 3, offsite: 1, immutable: 1, unverified: 0, met: true },
    });
  });

  it("does not depend on the order of the entries in the file", () => {
    const reversed = (value: unknown): unknown =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, reversed(inner)]),
          )
        : value;
    const other = labPlan((sections) => {
      for (const key of Object.keys(sections)) sections[key] = reversed(sections[key]);
    });

    expect(other).toEqual(plan);
  });

  it("proves wishes for ten years, of which it takes more than ten to see", () => {
    const retention = { weekly: 8, monthly: 11, yearly: 9, days: 30 };
    const { findings, jobs } = labPlan((sections: Tree) =>
      setAt(sections, "classes.guest-image.retention", retention),
    );

    expect(findings.map(({ path }) => path)).not.toContain("backup:classes.guest-image.retention");
    expect(jobs.find(({ id }) => id === "pbs-vm-prune")?.retention?.settings).toEqual({
      keepWeekly: 8,
      keepMonthly: 11,
      keepYearly: 9,
    });
  });

  it("fails an estate whose wishes no settings fulfil, naming the class", () => {
    const { findings } = labPlan((sections: Tree) =>
      setAt(sections, "classes.guest-image.retention", { yearly: 400, days: 36_000 / 10 }),
    );

    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: "error",
        path: "backup:classes.guest-image.retention",
      }),
    );
  });

  it("fails an estate whose backups come too rarely for what is promised", () => {
    const { findings } = labPlan((sections: Tree) =>
      setAt(sections, "classes.guest-image.rpoHours", 24),
    );

    expect(findings).toContainEqual(
      expect.objectContaining({ severity: "error", path: "backup:classes.guest-image.rpoHours" }),
    );
  });

  it("fails an estate with a guest that no class protects and nobody exempted", () => {
    const { findings } = labPlan((sections: Tree) => setAt(sections, "guests.dc01.classes", []));

    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: "error",
        path: expect.stringContaining("backup:guests.dc01") as string,
      }),
    );
  });

  it("fails an estate whose exemption has run out", () => {
    const { findings } = labPlan((sections: Tree) => {
      setAt(sections, "guests.dc01.classes", []);
      sections["exemptions"] = { dc01: { reason: "rebuilt from code", expires: "2026-11-23" } };
    });

    expect(findings).toContainEqual(
      expect.objectContaining({ severity: "error", path: "backup:exemptions.dc01.expires" }),
    );
  });

  it("fails an estate whose jobs do not fit their window, with what is missing", () => {
    const { findings, objectives } = labPlan((sections: Tree) =>
      setAt(sections, "windows.weekend-night.hours", 1),
    );
    const [finding] = findings.filter(({ severity }) => severity === "error");

    expect(finding?.path).toBe("backup:windows.weekend-night");
    expect(finding?.message).toContain("guest-image-node04");
    // A restore takes as long whenever the backup would be made.
    const restore = objectives.find(({ item, kind }) => item === "proj-k8sw04" && kind === "rto");
    expect(restore).toMatchObject({ wantedHours: 8, met: null });
  });
});

describe("retention that cannot be proved", () => {
  it("fails once, at the class that wants it, and not at those that share its store", () => {
    const { findings } = labPlan(({ classes, guests }) => {
      const { "guest-image": image } = classes as Record<string, object>;
      Object.assign(classes as object, {
        aaa: { ...image, catchAll: false, offsite: undefined, retention: { yearly: 49, days: 3 } },
      });
      Object.assign((guests as Record<string, object>)["dc01"]!, { classes: ["aaa"] });
    });
    const told = findings.filter(
      ({ severity, message }) => severity === "error" && message.startsWith("cannot be proved"),
    );

    expect(told.map(({ path }) => path)).toEqual(["backup:classes.aaa.retention"]);
  });
});
