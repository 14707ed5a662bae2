import * as pulumi from "@pulumi/pulumi";
import { type Estate } from "../model/estate";
import { describeFaults } from "../model/fault";
import { planEstate } from "../model/plan/plan-estate";
import { type Instructions } from "../model/plan/instructions";
import { nameList } from "../model/plan/name-list";
import { placesHint } from "./places-hint";
import { priceList } from "./prices/price-list";

/**
 * What the products are told by the plan of an estate that keeps what it promises. Warnings are counted in one line of
 * the engine's output; `npm run plan` shows them.
 *
 * @throws RunError with every finding that is an error
 */
export function provenPlan(estate: Estate): Instructions {
  const plan = planEstate(estate, priceList(), today());
  const errors = plan.findings.filter(({ severity }) => severity === "error");
  const warnings = plan.findings.filter(({ severity }) => severity === "warning");
  if (errors.length > 0) {
    const stack = pulumi.getStack();
    throw new pulumi.RunError(
      `Pulumi.${stack}.yaml: the estate cannot keep what it promises, nothing was changed\n` +
        describeFaults(errors) +
        placesHint(stack),
    );
  }
  void pulumi.log.info(`The plan has ${warnings.length} warnings; npm run plan shows them.`);
  return plan.instructions;
}

/** One line for what an operator has to make, and one for what nobody makes yet: both are planned, and not promised. */
export function tellOperators({
  operator,
  notMadeYet,
}: Pick<Instructions, "operator" | "notMadeYet">): void {
  const names = (jobs: readonly { readonly job: string }[]) => nameList(jobs.map(({ job }) => job));
  if (operator.length > 0) void pulumi.log.info(`An operator makes: ${names(operator)}.`);
  if (notMadeYet.length > 0) void pulumi.log.info(`Not made yet: ${names(notMadeYet)}.`);
}

/** YYYY-MM-DD, of this day in UTC: exemptions expire and prices grow old. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
