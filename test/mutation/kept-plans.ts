import { createHash } from "node:crypto";
import v8 from "node:v8";
import { type Plan } from "../../model/plan/plan";
import type * as planner from "../../model/plan/plan-estate";

/** A core module is one object for all runs of a process, where everything else is made anew for each damage. */
const core = v8 as unknown as Record<symbol, Map<string, Plan> | undefined>;
const kept = (core[Symbol.for("kept plans")] ??= new Map<string, Plan>());

/**
 * Lets a process plan an estate once for all the damages it tries: a component cannot alter what was planned before it
 * is made, and planning takes longer than all else in a run.
 */
export function keepPlans(): void {
  jest.doMock("../../model/plan/plan-estate", () => {
    const { planEstate } = jest.requireActual<typeof planner>("../../model/plan/plan-estate");
    const keptPlan: typeof planEstate = (...given) => {
      const key = createHash("sha256").update(v8.serialize(given)).digest("hex");
      const plan = kept.get(key) ?? planEstate(...given);
      kept.set(key, plan);
      return plan;
    };
    return { planEstate: keptPlan };
  });
}
