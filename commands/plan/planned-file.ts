import { type DeclaredFile, readDeclaredFile } from "../../config/declared-file";
import { located } from "../../config/positions";
import { priceList } from "../../config/prices/price-list";
import { type Estate } from "../../model/estate";
import { type Fault } from "../../model/fault";
import { type Finding } from "../../model/finding";
import { byCodeUnit } from "../../model/grouping";
import { type Plan } from "../../model/plan/plan";
import { planEstate } from "../../model/plan/plan-estate";

/** A stack's file and what it guarantees. */
export interface PlannedFile {
  readonly plan: Plan;
  readonly declared: DeclaredFile;
  /** Left out where the file is not good enough to plan it. */
  readonly estate?: Estate;
}

/**
 * The plan of a stack's file, its errors with their places in it. A file that cannot be planned has a plan of nothing
 * but its faults.
 *
 * @param today - YYYY-MM-DD: exemptions expire and prices grow old
 * @param option - which names the file on the command line
 * @throws Error if there is no such file, or it may not be read
 */
export function planFile(file: string, today: string, option = "--file"): PlannedFile {
  const declared = read(file, option);
  const { estate, faults, locate, findings: ofFile } = declared;
  if (faults.length > 0 || !estate) return { declared, plan: refused(faults) };
  const plan = planEstate(estate, priceList(), today);
  const findings = [...ofFile, ...plan.findings].map((finding) =>
    finding.severity === "error" ? located(finding, locate) : finding,
  );
  return { declared, plan: { ...plan, findings }, estate };
}

/** Whether nothing of a plan is applied. */
export function isRefused({ findings }: Pick<Plan, "findings">): boolean {
  return findings.some(({ severity }) => severity === "error");
}

function read(file: string, option: string): DeclaredFile {
  try {
    return readDeclaredFile(file);
  } catch (error) {
    throw new Error(
      `${file} cannot be read: ${(error as Error).message}\nName a stack file with ${option} FILE.`,
      { cause: error },
    );
  }
}

/** The plan of what cannot be planned: nothing, and why. */
function refused(faults: readonly Fault[]): Plan {
  const { currency, asOf, source } = priceList();
  return {
    items: [],
    jobs: [],
    copies: [],
    objectives: [],
    siteLoss: { doubtful: [], lost: [] },
    coverage: [],
    capacity: [],
    cost: { currency, asOf, source, monthly: 0, monthlyKeys: 0, firstRestore: 0, places: [] },
    findings: [...faults]
      .sort((a, b) => byCodeUnit(a.path, b.path))
      .map((fault): Finding => ({ severity: "error", ...fault })),
    instructions: nobodyIsTold,
  };
}

const nobodyIsTold: Plan["instructions"] = {
  ...{
    pbs: [],
    pve: [],
    vault: [],
    offsiteExport: [],
    veeamExport: [],
    minio: [],
    postgres: [],
    veeam: [],
  },
  ...{ operator: [], notMadeYet: [] },
};
