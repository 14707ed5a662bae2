import { bytesOf, parseByteSize } from "../byte-size";
import { type Estate, type TrafficControl } from "../estate";
import { coverIpv4, isInNetworks } from "../ipv4";
import { entry, optionalEntry, sortedEntries } from "../record";
import { payloadMbps } from "../time/link-speed";
import { megabytes } from "../time/transfer";
import { OpeningHours } from "../window/opening-hours";
import { slotsIn } from "../window/timeframe";
import { slotsPerWeek } from "../window/week";
import { type Objective, type PlannedCopy } from "./plan";

/** The rate of a rule to the server, and from it. */
export type RateKey = "rateIn" | "rateOut";

/** A place, and the megabytes per second that the plan counts on there. */
interface CountedOn {
  readonly place: string;
  readonly speedMBps: number;
}

/** A rule of traffic control that is slower one way than what the plan counts on. */
export interface SlowRule {
  readonly key: RateKey;
  /** Where the rate is declared. */
  readonly path: string;
  readonly rate: string;
  readonly limitMBps: number;
  /** The places that it may hold back. */
  readonly held: readonly CountedOn[];
  /** Whether it holds back some of what the plan counts on whoever comes from where, and not only perhaps. */
  readonly isCertain: boolean;
  readonly timeframe?: readonly string[];
}

/** Rules that may hold back what the plan counts on. */
export function slowRules(estate: Estate): SlowRule[] {
  return sortedEntries(estate.pbs.trafficControls ?? {}).flatMap(([name, control]) =>
    (["rateIn", "rateOut"] as const).flatMap((key) =>
      slowRule(behind(estate, control), name, control, key),
    ),
  );
}

/** Where the rule is declared that may make an objective of a copy longer than it is reckoned; `undefined` if none does. */
export type HeldBack = (
  kind: Objective["kind"],
  copy: Pick<PlannedCopy, "class" | "place">,
) => string | undefined;

/** What rules of traffic control leave unproven. Thousands of copies are of a few classes, and weeks take long to compare. */
export function heldBackIn(estate: Estate): HeldBack {
  const rules = slowRules(estate);
  const known = new Map<string, string | undefined>();
  return (kind, copy) => {
    const key = [kind, copy.class, copy.place].join("\n");
    if (!known.has(key))
      known.set(key, rules.find((rule) => holds(estate, rule, kind, copy))?.path);
    return known.get(key);
  };
}

function holds(
  estate: Estate,
  rule: SlowRule,
  kind: Objective["kind"],
  copy: Pick<PlannedCopy, "class" | "place">,
): boolean {
  return kind === "rto" || kind === "site-rto"
    ? rule.key === "rateOut" && isHeld(rule, copy.place)
    : agesBy(estate, rule, copy);
}

function isHeld({ held }: SlowRule, place: string): boolean {
  return held.some((one) => one.place === place);
}

/** Whether a rule makes a copy older: by what it is backed up with, or by what it is brought offsite with. */
function agesBy(
  { classes, places, links, windows }: Estate,
  rule: SlowRule,
  { class: name, place }: Pick<PlannedCopy, "class" | "place">,
): boolean {
  const { place: first, window, offsite } = entry(classes, name);
  const meets = (of: string | undefined) => meetsWindow(windows, rule.timeframe, of);
  if (!isHeld(rule, first)) return false;
  if (rule.key === "rateIn") return meets(window);
  if (place === first || offsite === undefined) return false;
  const { link: out, writeMBps = Infinity } = entry(places, place);
  const link = entry(links, out);
  const brought = Math.min(megabytes(payloadMbps(link, link.uploadMbps)), writeMBps);
  return rule.limitMBps < brought && meets(offsite.window);
}

/** The estate as the server of a rule sees it: places of other servers are not held back. */
function behind(estate: Estate, { server }: TrafficControl): Estate {
  const places = sortedEntries(estate.places).filter(([, place]) => place.server === server);
  return server === undefined ? estate : { ...estate, places: Object.fromEntries(places) };
}

function slowRule(estate: Estate, name: string, control: TrafficControl, key: RateKey): SlowRule[] {
  const { [key]: rate, path = `backup:pbs.trafficControls.${name}`, timeframe } = control;
  if (rate === undefined) return [];
  const limitMBps = bytesOf(parseByteSize(rate)) / 1e6;
  const held = countedOn(estate, key).filter(
    ({ place, speedMBps }) =>
      speedMBps > limitMBps && (key === "rateOut" || meetsBackups(estate, control, place)),
  );
  if (held.length === 0) return [];
  return [
    {
      ...{ key, rate, limitMBps, held, timeframe },
      path: `${path}.${key}`,
      isCertain: holdsSomebody(estate, control, held) && holdsAlways(estate, control, key, held),
    },
  ];
}

/** Megabytes per second that the plan counts on for each place of Proxmox Backup Server. */
function countedOn({ places, links }: Estate, key: RateKey): CountedOn[] {
  return sortedEntries(places).flatMap(([place, { engine, link: name, writeMBps, readMBps }]) => {
    if (engine !== "pbs") return [];
    const link = entry(links, name);
    const [mbps, store] =
      key === "rateIn" ? [link.uploadMbps, writeMBps] : [link.downloadMbps, readMBps];
    const speedMBps = Math.min(megabytes(payloadMbps(link, mbps)), store ?? Infinity);
    return [{ place, speedMBps }];
  });
}

/** Whether it holds while a window of backups to a place is open. */
function meetsBackups(estate: Estate, { timeframe }: TrafficControl, place: string): boolean {
  if (timeframe === undefined) return true;
  return windowsTo(estate, [place]).some((name) => meetsWindow(estate.windows, timeframe, name));
}

function meetsWindow(
  windows: Estate["windows"],
  timeframe: readonly string[] | undefined,
  name: string | undefined,
): boolean {
  if (timeframe === undefined || name === undefined) return true;
  const slots = slotsIn(timeframe);
  return OpeningHours.of(entry(windows, name), []).starts.some((slot) => slots.has(slot));
}

/**
 * Whether whoever backs up to a place comes from its networks. A node may have other addresses than the one that is
 * declared, so one that is declared elsewhere may come from there all the same.
 */
function holdsSomebody(
  { guests, classes, hosts = {} }: Estate,
  { network }: TrafficControl,
  held: readonly CountedOn[],
): boolean {
  const places = new Set(held.map(({ place }) => place));
  const readers = Object.values(guests)
    .filter((guest) => guest.classes.some((name) => places.has(entry(classes, name).place)))
    .map(({ node }) => optionalEntry(hosts, node)?.address ?? "");
  return coverIpv4(network) || readers.some((address) => isInNetworks(address, network));
}

/** Whether it holds for as long as some window of backups is open; restores come at any time. */
function holdsAlways(
  estate: Estate,
  { timeframe }: TrafficControl,
  key: RateKey,
  held: readonly CountedOn[],
): boolean {
  if (timeframe === undefined) return true;
  const slots = slotsIn(timeframe);
  if (key === "rateOut") return slots.size === slotsPerWeek;
  const names = windowsTo(
    estate,
    held.map(({ place }) => place),
  );
  return names.some((name) =>
    OpeningHours.of(entry(estate.windows, name), []).starts.every((slot) => slots.has(slot)),
  );
}

/** Names of the windows in which backups to some places are made. */
function windowsTo({ classes }: Estate, places: readonly string[]): string[] {
  const names = Object.values(classes).flatMap(({ place, window }) =>
    window !== undefined && places.includes(place) ? [window] : [],
  );
  return [...new Set(names)];
}
