import { loadEstate } from "../../config/load";
import { provenPlan } from "../../config/plan";
import { runProgram } from "../support/estate";
import { labConfiguration, setAt } from "../support/lab";

/** Runs the load and the plan of the lab's declaration with this promise of its class. */
function promising(rpoHours: number) {
  const configuration = labConfiguration((declaration) =>
    setAt(declaration["backup:classes"] as never, "guest-image.rpoHours", rpoHours),
  );
  return runProgram(configuration, () => provenPlan(loadEstate().planned));
}

describe("the plan of a stack", () => {
  it("lets an estate pass that keeps what it promises", async () => {
    await expect(promising(192)).resolves.toEqual([]);
  });

  it("fails an estate that cannot, with the finding's path and fix", async () => {
    await expect(promising(24)).rejects.toThrow(
      /Pulumi\.lab\.yaml: the estate cannot keep what it promises, nothing was changed\n.*backup:classes\.guest-image\.rpoHours.*fix:.*\n {2}line and column .*: npm run plan -- --file Pulumi\.lab\.yaml$/s,
    );
  });
});
