import { engines } from "../engines/engines";
import { type Engine, type Estate, type Sizing } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry } from "../record";
import { type SizedKind, usedShareOf } from "../size/used-share";
import { linkShare } from "../time/link-speed";
import { counted, nameList } from "./name-list";
import { type PlannedItem } from "./plan";

/** Which figures of a plan rest on what nobody measured. */
export function assumptions(estate: Estate, items: readonly PlannedItem[]): Finding[] {
  return [...assumedSizes(estate, items), ...assumedLinks(estate), ...assumedZones(estate)];
}

/** Products whose schedules are told without a zone, and count in that of their server. */
const inServersZone: readonly Engine[] = ["pbs", "veeam", "iperius"];

/** Nobody asks the servers for theirs: one that was left at UTC runs hours beside its window, and no other figure would show it. */
function assumedZones({ site, places }: Estate): Finding[] {
  const stores = Object.values(places).filter(({ engine }) => inServersZone.includes(engine));
  if (stores.length === 0) return [];
  const products = [...new Set(stores.map(({ engine }) => engines[engine].product))].sort();
  return [
    {
      severity: "note",
      path: "backup:site.timezone",
      message: `every window and schedule is reckoned in ${site.timezone}, and nothing looks whether the servers of ${nameList(products)} and the nodes of the cluster are set to it`,
      fix: "compare `timedatectl show -p Timezone` on each (in Windows: tzutil /g), and set what differs",
    },
  ];
}

function assumedSizes({ sizing }: Estate, items: readonly PlannedItem[]): Finding[] {
  const assumed = items.filter(({ measured }) => !measured);
  if (assumed.length === 0) return [];
  const names = assumed.map(({ name }) => name);
  const { dailyChangeShare, reduction } = sizing;
  return [
    {
      severity: "note",
      path: "backup:sizing",
      message:
        `the sizes of ${counted(assumed.length, "item")} of ${items.length} are estimated from what they were given, ${sharesText(assumed, sizing)}: ${nameList(names)}. ` +
        `Of every item ${percent(dailyChangeShare)} is taken to change in a day, and a copy to be ${reduction} times smaller`,
      fix: "measure what is in use and declare it as usedGB",
    },
  ];
}

/** One of them, and several. */
const nouns: Readonly<Record<SizedKind, readonly [string, string]>> = {
  guest: ["guest", "guests"],
  fileServer: ["file server", "file servers"],
  database: ["database", "databases"],
  bucket: ["bucket", "buckets"],
  repository: ["repository", "repositories"],
  claim: ["claim", "claims"],
};

/** `25 % of 31 guests, 75 % of 1 database`. */
function sharesText(items: readonly PlannedItem[], sizing: Sizing): string {
  const counts = groupedBy(items, ({ kind }) => kind);
  return (Object.keys(nouns) as SizedKind[])
    .flatMap((kind) => {
      const count = counts.get(kind)?.length;
      if (count === undefined) return [];
      return `${percent(usedShareOf(kind, sizing))} of ${count} ${nouns[kind][count === 1 ? 0 : 1]}`;
    })
    .join(", ");
}

function assumedLinks({ links, places }: Estate): Finding[] {
  return Object.keys(links)
    .sort()
    .filter((name) => !links[name]?.measured)
    .map((name) => {
      const users = Object.keys(places).filter((place) => places[place]?.link === name);
      return {
        severity: "note",
        path: `backup:links.${name}.measured`,
        message: `nobody measured this link, so times of copies over it are estimates, at ${percent(linkShare(entry(links, name)))} of its line rate: ${nameList(users) || "no place uses it"}`,
        fix: "measure its speed both ways, write it down, and set measured to true",
      };
    });
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
