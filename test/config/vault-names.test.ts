import { checkDeclaration } from "../../config/declaration";
import { expanded } from "../../config/short-form";
import { labSections } from "../support/lab-plan";
import { labTwice } from "../support/several-products";
import { faultsWith } from "./support/faults-with";

type Tree = Record<string, Record<string, Record<string, unknown>>>;

/** Faults of names where the lab's second vault is called so, and these export to both. */
function withNames(vault: string, exporters: readonly string[], more: object = {}) {
  const { secrets: _, ...sections } = labTwice() as Tree;
  const { eu, ...others } = sections["vault"]!;
  const { access } = others["vault"]!;
  const [exporter] = Object.values(sections["offsiteExport"]!);
  const faults = checkDeclaration({
    ...sections,
    vault: { ...others, [vault]: { ...eu!, access, ...more } },
    offsiteExport: Object.fromEntries(exporters.map((name) => [name, exporter!])),
  }).faults;
  return faults.filter(({ message }) => /of IAM|in IAM|of a budget/.test(message));
}

describe("names that are made of other names", () => {
  it("fail where a role or a user would have more characters than IAM takes", () => {
    const [vault, exporter] = ["v".repeat(20), "x".repeat(44)];

    expect(withNames("v".repeat(19), [exporter])).toEqual([]);
    expect(withNames(vault, [exporter])).toEqual([
      {
        path: `backup:vault.${vault}`,
        message: `makes the name ${exporter}-${vault} in IAM, which has 65 characters`,
        got: `"${vault}"`,
        allowed: "names of up to 64 characters",
        fix: "give the vault, or what exports to it, a shorter name",
      },
    ]);
    expect(withNames("v".repeat(50), ["x"]).map(({ message }) => message)).toEqual(
      [/offsite-restorer/, /offsite-auditor/].map((role) => expect.stringMatching(role) as string),
    );
  });

  it("fail where a budget would have more characters than AWS takes", () => {
    const [alias, alarms] = ["a".repeat(50), { emails: ["a@lab.test"], monthlyLimitUSD: 9 }];
    const named = (vault: string) =>
      withNames(vault, ["x"], { key: { alias }, alarms }).map(({ path, message }) => [
        path,
        message,
      ]);

    expect(named("v".repeat(42))).toEqual([]);
    expect(named("v".repeat(43))).toEqual([
      [
        `backup:vault.${"v".repeat(43)}.alarms`,
        `makes the name ${alias}-alarms-${"v".repeat(43)} of a budget, which has 101 characters`,
      ],
    ]);
  });

  it("fail where a database server that is exported is called as an exporter", () => {
    const named = (name: string) => {
      const { secrets: _, ...sections } = labTwice() as Tree;
      const [exporter] = Object.values(sections["offsiteExport"]!);
      return checkDeclaration({
        ...sections,
        offsiteExport: { [name]: exporter! },
      }).faults.filter(({ message }) => /of IAM/.test(message));
    };
    expect(named("export")).toEqual([]);
    expect(named("proj-pg01")).toEqual([
      {
        path: "backup:postgres.proj-pg01",
        message:
          "would have the user of IAM that backup:offsiteExport.proj-pg01 has, as both are called alike",
        got: '"proj-pg01"',
        allowed: "a name that nothing else has which brings copies to a vault",
        fix: "rename the one of the two that is not applied yet",
      },
    ]);
  });

  it("fail where a Veeam server or a database server is called as another one that exports", () => {
    const { given } = expanded(labSections());
    const sections = given as unknown as Record<string, Record<string, object>>;
    const renamed = checkDeclaration({
      ...sections,
      postgres: { veeam: sections["postgres"]!["proj-pg01"]! },
    }).faults;

    expect(renamed.filter(({ message }) => /of IAM/.test(message))).toEqual([
      expect.objectContaining({
        path: "backup:veeam.veeam",
        message:
          "would have the user of IAM that backup:postgres.veeam has, as both are called alike",
      }),
    ]);
  });

  it("fail where two exporters would be one user of IAM", () => {
    expect(withNames("eu", ["export", "export-us"])).toEqual([]);
    expect(withNames("eu", ["export", "export-eu"])).toMatchObject([
      {
        path: "backup:offsiteExport.export",
        message: expect.stringContaining("the user export-eu of IAM") as string,
      },
    ]);
  });

  it.each(["lab--backups", "lab-"])(
    "fail where %s would name a trail that CloudTrail refuses",
    (alias) => {
      expect(faultsWith({ "vault.key.alias": alias })).toMatchObject([
        { path: "backup:vault.key.alias", got: `"${alias}"` },
      ]);
    },
  );
});
