import { type Estate } from "../../../model/estate";
import { longExemptionFindings } from "../../../model/plan/exemption-findings";

const exemption = (expires: string) => ({ reason: "rebuilt from code", expires });

const estate = (expires: string) =>
  ({
    exemptions: { spare: exemption(expires) },
    guests: { web: { excludedDisks: { scsi1: exemption(expires) } }, plain: {} },
    places: { clear: { unencrypted: exemption(expires) }, sealed: {} },
  }) as unknown as Estate;

describe("what is let pass", () => {
  it("is told where it lasts for longer than a year, wherever it stands", () => {
    const findings = longExemptionFindings(estate("2027-12-03"), "2026-12-01");

    expect(findings.map(({ path }) => path)).toEqual([
      "backup:exemptions.spare.expires",
      "backup:guests.web.excludedDisks.scsi1.expires",
      "backup:places.clear.unencrypted.expires",
    ]);
    expect(findings[0]).toEqual({
      severity: "warning",
      path: "backup:exemptions.spare.expires",
      message: "is let pass for longer than a year: rebuilt from code",
      got: "2027-12-03",
      allowed: "a day up to 2027-12-02",
      fix: "name an earlier day, and decide again when it comes",
    });
  });

  it("may last for a year with its leap day", () => {
    expect(longExemptionFindings(estate("2027-12-02"), "2026-12-01")).toEqual([]);
  });
});
