import { planOf, soundEstate } from "../../support/planned-estate";
import { setAt } from "../../support/lab";
import { labPlan } from "../../support/lab-plan";

const warnings = (withoutAccess: readonly string[] | undefined) =>
  planOf(soundEstate({ vault: { buckets: {}, withoutAccess } })).findings.filter(({ path }) =>
    path.endsWith(".access"),
  );

const without =
  (...keys: readonly string[]) =>
  ({ vault }: Record<string, unknown>) => {
    for (const key of keys) delete (vault as Record<string, unknown>)[key];
  };

describe("a vault that does not say who may end its keys", () => {
  it("is warned of, by its path", () => {
    expect(warnings(["backup:vault"])).toMatchObject([
      {
        severity: "warning",
        path: "backup:vault.access",
        message: expect.stringContaining("every administrator of the account can") as string,
      },
    ]);
  });

  it("is found in a stack's file, and the lab's is none", () => {
    const found = (change: (sections: Record<string, unknown>) => void) =>
      labPlan(change).findings.filter(({ path }) => path === "backup:vault.access");

    expect(found(() => undefined)).toEqual([]);
    expect(found(without("access", "logs", "alarms"))).toHaveLength(1);
  });

  it("is not spoken of where it does", () => {
    expect([...warnings([]), ...warnings(undefined)]).toEqual([]);
  });
});

describe("a bucket of the vault", () => {
  const found = (place: string) =>
    labPlan(({ classes }) => {
      const { "windows-files": files } = classes as Record<string, { offsite: { place: string } }>;
      files!.offsite.place = place;
    }).findings.filter(({ message }) => message.includes("would hold copies of"));

  it("is warned of where two engines send into it, and the lab's have one each", () => {
    expect(found("windows-archive")).toEqual([]);
    expect(found("vm-archive")).toMatchObject([
      {
        ...{ severity: "warning", path: "backup:classes.windows-files.offsite.place" },
        message: expect.stringMatching(
          /vm-archive would hold copies of Veeam.*, and those of Proxmox Backup Server that guest-image sends there/,
        ) as string,
      },
    ]);
  });
});

describe("a key for evidence", () => {
  const found = (change: (access: Record<string, unknown>) => void) =>
    labPlan(({ vault }) => change((vault as { access: Record<string, unknown> }).access))
      .findings.filter(({ path }) => path === "backup:vault.access.evidenceSigners")
      .map(({ severity }) => severity);

  it("is spoken of where nobody may sign with it", () => {
    expect(found(() => undefined)).toEqual(["note"]);
    expect(
      found((access) => (access["evidenceSigners"] = ["arn:aws:iam::123456789012:role/verify"])),
    ).toEqual([]);
  });
});

describe("a vault that nobody watches", () => {
  const found = (...keys: readonly string[]) =>
    labPlan(without(...keys)).findings.filter(({ path }) => /^backup:vault\.(logs|al)/.test(path));

  it("is warned of: nobody writes down who asked for what, nobody hears what it costs", () => {
    expect(found()).toEqual([]);
    expect(found("logs", "alarms")).toMatchObject([
      {
        ...{ severity: "warning", path: "backup:vault.alarms" },
        message: expect.stringContaining("before the bill comes") as string,
      },
      {
        ...{ severity: "warning", path: "backup:vault.logs" },
        message: expect.stringContaining("nobody can tell what an intruder did") as string,
      },
    ]);
  });
});

describe("the limit of a vault's cost", () => {
  const limited = (monthlyLimitUSD: number) =>
    labPlan(({ vault }) => {
      Object.assign((vault as Record<string, object>)["alarms"]!, { monthlyLimitUSD });
    });
  const path = "backup:vault.alarms.monthlyLimitUSD";
  const of = (limit: number) => limited(limit).findings.filter((one) => one.path === path);

  it("is warned of where the copies alone cost more, for an alarm that always rings is not heard", () => {
    const { monthly } = limited(100).cost;
    const least = Math.ceil(monthly);

    expect(monthly).toBeGreaterThan(10);
    expect(of(least)).toEqual([]);
    expect(of(least - 1)).toMatchObject([
      { severity: "warning", got: `${least - 1} USD`, allowed: `${least} USD or more` },
    ]);
  });
});

describe("what a vault is told of days", () => {
  const at = (path: string, days: number) =>
    labPlan((sections) => setAt(sections, path, days)).findings.filter(
      (finding) => finding.path === `backup:${path}`,
    );

  it("is warned of where keys end sooner after an order to delete them than specified", () => {
    expect(at("vault.key.deletionWindowDays", 30)).toEqual([]);
    expect(at("vault.key.deletionWindowDays", 7)).toMatchObject([
      {
        ...{ severity: "warning", got: "7 days" },
        message: expect.stringContaining("less than the 30 days that the specification asks for"),
      },
    ]);
  });

  it("is warned of where logs are gone long before the locks of what they tell of", () => {
    expect(at("vault.logs.keptDays", 186)).toEqual([]);
    expect(at("vault.logs.keptDays", 185)).toMatchObject([
      {
        ...{ severity: "warning", got: "185 days" },
        message: expect.stringContaining("than the 372 days for which copies in the vault are"),
        fix: "write 372",
      },
    ]);
  });

  it("is asked of the buckets without a place as well, each vault of its own", () => {
    const path = "backup:vault.logs.keptDays";
    const found = (server: string | undefined) =>
      planOf(
        soundEstate({
          vault: {
            buckets: {
              [server === undefined ? "kept" : "kept@second"]: { name: "k", keptDays: 999 },
            },
            logs: { [path]: { server, keptDays: 100 } },
          },
        }),
      ).findings.filter((finding) => finding.path === path);
    expect(found(undefined)).toHaveLength(1);
    expect(found("second")).toHaveLength(1);
    expect(found("other")).toEqual([]);
  });
});
