import * as fs from "node:fs";
import { Operator } from "./by-hand/operator";
import { censusOf } from "./census";
import { recoverAll } from "./lost-state";
import { type TestSandbox } from "./sandbox";

type Tree = Record<string, Record<string, Record<string, unknown>>>;

/** What is declared today, and was not yesterday. */
function declareToday(config: Record<string, unknown>): void {
  const { trafficControls } = config["backup:pbs"] as Tree;
  trafficControls!["since-today"] = { network: ["10.25.98.0/24"], rateIn: "8 MiB" };
  (trafficControls!["working-hours"] as Record<string, unknown>)["comment"] = "as of today";
}

/** What must become of a state that is older than the estate. */
export function describeOlderState(sandbox: TestSandbox): void {
  it("is held against what is there, and never applied as it is", async () => {
    const yesterday = fs.readFileSync(sandbox.state.file);
    await sandbox.withDeclaration(declareToday, async () => {
      const access = sandbox.state.urn("aws:iam/accessKey:AccessKey::vault-offsite-export-access");
      // Made anew, the user has another secret.
      await by(sandbox, (operator) =>
        operator.mc("fs01", ["admin", "user", "rm", "here", "research-data-user"]),
      );
      const update = ["up", "--yes", "--skip-preview", "--refresh", "--replace", access];
      await sandbox.pulumi(...update);
      const [census, before] = [await censusOf(sandbox), sandbox.state.identities()];
      fs.writeFileSync(sandbox.state.file, yesterday);

      const { code, output } = await sandbox.run("recover", recoverAll);

      expect({ code, output }).toMatchObject({ code: 0 });
      expect(output).toMatch(/AccessKey vault-offsite-export-access: is not there any more/);
      expect(output).toMatch(/IamUser research-data-user: its secret may be another by now/);
      expect(output).toMatch(/Command pbs-working-hours-section: is otherwise on its host/);
      expect(await censusOf(sandbox)).toEqual(census);
      expect(sandbox.state.identities()).toEqual(before);
      await sandbox.pulumi("preview", "--expect-no-changes");
      expect((await sandbox.run("drift")).code).toBe(0);
      const rates = ["proxmox-backup-manager", "traffic-control", "list"];
      expect(await by(sandbox, (operator) => operator.on("pbs01", rates))).toMatch(/since-today/);
    });
  });
}

/** Has an operator do something there. */
async function by<T>(
  { endpoints }: TestSandbox,
  work: (operator: Operator) => Promise<T>,
): Promise<T> {
  const operator = new Operator(endpoints);
  try {
    return await work(operator);
  } finally {
    await operator.leave();
  }
}
