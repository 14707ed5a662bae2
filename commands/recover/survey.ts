import { deployedObjects } from "../drift/deployed-object";
import { observe, onHosts } from "../drift/observe";
import { observeProviders } from "../drift/observe-providers";
import { exportStack, type StackExport } from "../drift/stack-export";
import { ofState } from "./estate-resource";
import { type Surroundings } from "./finders";
import { foresee, type Foreseen, type StackAccess } from "./foreseen";
import { leavingIn, type LeavingThing, locate, type Located } from "./located";
import { reconcile, type Reconciliation } from "./reconciliation";
import { describeErrors } from "./recovery-plan";

/** What is declared, what a state knows and what exists; nothing is changed by finding out. */
export interface EstateSurvey {
  readonly foreseen: Foreseen;
  /** What of the state does not hold. */
  readonly stale: Reconciliation;
  /** What must be brought back before anything else. */
  readonly leaving: readonly LeavingThing[];
  /** What is declared and the state does not know, or knows wrongly. */
  readonly sought: readonly Located[];
  /** What an update that was killed had begun. */
  readonly begun: number;
}

/** @throws Error with what the engine said if the program cannot be previewed */
export async function surveyEstate(
  access: StackAccess,
  accountOf: Surroundings["accountOf"],
): Promise<EstateSurvey> {
  const { stack, environment } = access;
  const exported = await exportStack(["--stack", stack], environment, "plain");
  const foreseen = await foresee(access, {});
  if (foreseen.errors.length > 0) throw new Error(describeErrors(foreseen.errors));
  const [stale, located] = await Promise.all([
    readState(access, exported, new Set(foreseen.leaving), accountOf),
    locate(foreseen.declared, accountOf),
  ]);
  const forgotten = new Set(stale.forgotten.map(({ urn }) => urn));
  return {
    ...{ foreseen, stale, begun: exported.deployment.pending_operations?.length ?? 0 },
    leaving: [...stale.leaving, ...leavingIn(located)],
    sought: located.filter(
      ({ resource: { urn } }) => foreseen.unknown.has(urn) || forgotten.has(urn),
    ),
  };
}

async function readState(
  { stack, environment }: StackAccess,
  exported: StackExport,
  undeclared: ReadonlySet<string>,
  accountOf: Surroundings["accountOf"],
): Promise<Reconciliation> {
  const known = (exported.deployment.resources ?? []).flatMap(ofState);
  if (known.length === 0) return { forgotten: [], refreshed: [], leaving: [], unread: [] };
  const [located, providers, observations] = await Promise.all([
    locate(known, accountOf),
    observeProviders(exported, ["--stack", stack], environment),
    onHosts(deployedObjects(exported).objects, observe),
  ]);
  return reconcile({ exported, located, providers, observations, undeclared });
}
