import { registeredWith } from "../../support/program";
import { labConfiguration, setAt } from "../../support/lab";
import { envelopeOf, named, ofType } from "../../support/registered";

describe("a machine with Iperius", () => {
  it("is asked for each job that is declared, whether it runs and has lately run", async () => {
    const resources = await registeredWith(
      labConfiguration((declaration) => {
        const job = {
          ...{ class: "database-sweep", maximumAgeHours: 30, lastResult: "0" },
          changingKeys: ["LastResult", "LastRun"],
        };
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
        document: {
          ...{ job: "other-dump", log: "recent", service: "Running" },
          ...{ lastResult: "0", file: "not judged" },
        },
        settings: { maximumAgeHours: 30, changingKeys: ["LastResult", "LastRun"] },
        secrets: {},
      }),
    );
    expect(asked).toContainEqual(
      expect.objectContaining({
        document: expect.objectContaining({ lastResult: "not judged" }) as unknown,
      }),
    );
    expect(named(resources, "iperius-other-dump-check").type).toBe("command:remote:Command");
  });

  it("closes its folder to all but administrators and the service", async () => {
    const [folder] = (await registeredWith(labConfiguration()))
      .filter(({ type }) => type === "command:remote:Command")
      .map((resource) => envelopeOf(resource))
      .filter(({ kind }) => kind === "iperius folder");

    expect(folder).toMatchObject({
      document: {
        ...{ entries: { BA: "A OICI FA", SY: "A OICI FA" }, inherits: false },
        ...{ links: [], open: [] },
        ...{ owner: "administrators or SYSTEM", serviceAccount: "LocalSystem" },
      },
      settings: { accounts: ["BA", "SY"] },
    });
  });
});
