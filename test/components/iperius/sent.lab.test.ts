import { registeredWith } from "../../support/program";
import { labConfiguration, setAt } from "../../support/lab";
import { envelopeOf, named, ofType } from "../../support/registered";

describe("a machine with Iperius", () => {
  it("is asked for each job that is declared, whether it runs and has lately run", async () => {
    const resources = await registeredWith(
      labConfiguration((declaration) => {
        const job = { class: "database-dump", maximumAgeHours: 30 };
        setAt(declaration["backup:iperius"] as Record<string, unknown>, "jobs.other-dump", job);
      }),
    );
    const asked = ofType(resources, "command:remote:Command")
      .map((resource) => envelopeOf(resource))
      .filter(({ kind }) => kind === "iperius job");

    expect(asked).toHaveLength(2);
    expect(asked).toContainEqual(
      expect.objectContaining({
        identity: "other-dump",
        document: { job: "other-dump", log: "recent", service: "Running" },
        settings: { maximumAgeHours: 30 },
        secrets: {},
      }),
    );
    expect(named(resources, "iperius-other-dump-check").type).toBe("command:remote:Command");
  });
});
