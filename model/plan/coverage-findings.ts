import { type Exemption } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { inForce } from "./exemption";
import { counted, nameList } from "./name-list";
import { type ItemCoverage, type PlannedItem, type Standing } from "./plan";

interface Judged {
  readonly item: PlannedItem;
  readonly coverage: ItemCoverage;
}

/** What is wrong with the coverage: one finding for each unprotected item, one for all alike that fall short. */
export function coverageFindings(judged: readonly Judged[], today: string): Finding[] {
  const withStatus = (status: ItemCoverage["status"]) =>
    judged.filter(({ coverage }) => coverage.status === status);
  const short = withStatus("protected").filter(({ coverage }) => !coverage.rule.met);
  return [
    ...withStatus("unprotected").filter(isUnexplained).map(unprotected),
    ...judged.flatMap((one) => exemptionFindings(one, today)),
    ...shortStandings.flatMap((status) =>
      alike(withStatus(status), () => "").map((judged) => notKept(status, judged)),
    ),
    ...alike(short, ({ rule }) => rule.missing.join("; ")).map(shortOfRule),
  ];
}

/** What has classes and no copy had no time, which the placement says; what is over is said of the exemption. */
function isUnexplained({ coverage: { classes, exemption } }: Judged): boolean {
  return classes.length === 0 && !exemption;
}

/** Items of the same classes that have the same fault. */
function alike(
  judged: readonly Judged[],
  faultOf: (coverage: ItemCoverage) => string,
): (readonly [Judged, ...Judged[]])[] {
  const key = ({ coverage }: Judged) => `${coverage.classes.join(" ")}\n${faultOf(coverage)}`;
  return [...groupedBy(judged, key).values()];
}

function unprotected({ item }: Judged): Finding {
  return {
    severity: "error",
    path: `${item.path}.classes`,
    message: `no class protects ${item.name}, and nothing exempts it`,
    got: "[]",
    allowed: "at least one of backup:classes, or an entry in backup:exemptions",
    fix: `add a class, or exempt ${item.name} in backup:exemptions with a reason and a day of expiry`,
  };
}

function exemptionFindings({ item, coverage }: Judged, today: string): Finding[] {
  const { exemption, status } = coverage;
  if (!exemption) return [];
  return [
    ...(inForce(exemption, today) ? [] : [expired(item.name, exemption, today)]),
    ...(status === "protected" ? [needless(item.name)] : []),
  ];
}

function expired(name: string, { reason, expires }: Exemption, today: string): Finding {
  return {
    severity: "error",
    path: `backup:exemptions.${name}.expires`,
    message: `the exemption is over: ${reason}`,
    got: expires,
    allowed: `${today} or later`,
    fix: "protect the item with a class, or decide again and write down a later day",
  };
}

function needless(name: string): Finding {
  return {
    severity: "note",
    path: `backup:exemptions.${name}`,
    message: "exempts an item that is protected",
    fix: "take the exemption out",
  };
}

type ShortStanding = Exclude<Standing, "kept">;

/** Why a copy that is planned protects nothing. */
export interface Reason {
  /** Why items are not protected, although there are copies in the plan. */
  readonly because: string;
  readonly fix: string;
}

/** Of each way in which a copy is not kept: why its items are not protected, and what helps. */
export const shortReasons: Readonly<Record<ShortStanding, Reason>> = {
  planned: {
    because: "nobody makes any of their copies",
    fix: "make copies by hand, or exempt the items until the stack makes them",
  },
  closed: {
    because: "the store of their copies takes no new ones",
    fix: "end the maintenance of the datastore, or exempt the items until then",
  },
  overfull: {
    because: "the store of their copies cannot hold what it has to keep",
    fix: "measure what is in use (usedGB), then add capacity or keep fewer restore points",
  },
  unproven: {
    because: "nothing is known of how long their copies stay",
    fix: "add a class whose engine's retention is known",
  },
};

const shortStandings = Object.keys(shortReasons) as ShortStanding[];

function notKept(status: ShortStanding, judged: readonly [Judged, ...Judged[]]): Finding {
  const { because, fix } = shortReasons[status];
  return {
    severity: "warning",
    path: pathOf(judged),
    message: `${subject(judged)} not protected yet, because ${because}: ${names(judged)}`,
    fix,
  };
}

/** What helps an item that is short of 3-2-1-1-0. */
export const ruleFix =
  "give a class an offsite place with lockDays, or add a class that keeps another copy elsewhere";

function shortOfRule(judged: readonly [Judged, ...Judged[]]): Finding {
  const { copies, media, offsite, immutable, unverified, missing } = judged[0].coverage.rule;
  return {
    severity: "warning",
    path: pathOf(judged),
    message: `${subject(judged)} short of 3-2-1-1-0: ${names(judged)}`,
    got: [copies, media, offsite, immutable, unverified].join("-"),
    allowed: `3-2-1-1-0; missing: ${missing.join("; ")}`,
    fix: ruleFix,
  };
}

/** The class, where there is one; items of several are told at the first. */
function pathOf([{ coverage }]: readonly [Judged, ...Judged[]]): string {
  return `backup:classes.${coverage.classes[0]}`;
}

function subject({ length }: readonly Judged[]): string {
  return `${counted(length, "item")} ${length === 1 ? "is" : "are"}`;
}

function names(judged: readonly Judged[]): string {
  return nameList(judged.map(({ item }) => item.name));
}
