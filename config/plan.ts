import * as pulumi from "@pulumi/pulumi";
import { type Estate } from "../model/estate";
import { describeFindings } from "../model/finding";
import { planEstate } from "../model/plan/plan-estate";
import { type Plan } from "../model/plan/plan";
import { priceList } from "./prices/price-list";

/**
 * What the estate guarantees. Warnings are counted in one line of the engine's output; `npm run plan` shows them.
 *
 * @throws RunError with every finding that is an error
 */
export function provenPlan(estate: Estate): Plan {
  const plan = planEstate(estate, priceList(), today());
  const errors = plan.findings.filter(({ severity }) => severity === "error");
  const warnings = plan.findings.filter(({ severity }) => severity === "warning");
  if (errors.length > 0) {
    throw new pulumi.RunError(
      `Pulumi.${pulumi.getStack()}.yaml: the estate cannot keep what it promises, nothing was changed\n` +
        describeFindings(errors),
    );
  }
  void pulumi.log.info(`The plan has ${warnings.length} warnings; npm run plan shows them.`);
  return plan;
}

/** YYYY-MM-DD, of this day in UTC: exemptions expire and prices grow old. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
