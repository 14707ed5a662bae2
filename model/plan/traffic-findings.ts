import { bytesOf, parseByteSize } from "../byte-size";
import { parseDailyDuration } from "../calendar/daily-duration";
import { type Estate, type TrafficControl } from "../estate";
import { type Finding } from "../finding";
import { entry, optionalEntry, sortedEntries } from "../record";
import { rounded } from "../rounding";
import { payloadMbps } from "../time/link-speed";
import { megabytes } from "../time/transfer";
import { OpeningHours } from "../window/opening-hours";
import { slotMinutes, slotsPerDay } from "../window/week";
import { nameList } from "./name-list";

/** A way through the server that a rule may hold back. */
const directions = [
  { key: "rateIn", traffic: "backups", figures: "times, windows and RPO" },
  { key: "rateOut", traffic: "restores", figures: "RTO" },
] as const;

type Direction = (typeof directions)[number];

/**
 * Rules of traffic control that are slower than what the plan counts on. Nobody knows which network nodes come from, so
 * that is a warning; an error where the rule holds for every network at all times.
 */
export function trafficFindings(estate: Estate): Finding[] {
  return sortedEntries(estate.pbs.trafficControls ?? {}).flatMap(([name, control]) =>
    directions.flatMap((direction) => slower(behind(estate, control), name, control, direction)),
  );
}

/** The estate as the server of a rule sees it: places of other servers are not held back. */
function behind(estate: Estate, { server }: TrafficControl): Estate {
  const places = sortedEntries(estate.places).filter(([, place]) => place.server === server);
  return server === undefined ? estate : { ...estate, places: Object.fromEntries(places) };
}

function slower(
  estate: Estate,
  name: string,
  control: TrafficControl,
  { key, traffic, figures }: Direction,
): Finding[] {
  const { [key]: rate, path = `backup:pbs.trafficControls.${name}` } = control;
  if (rate === undefined || (key === "rateIn" && !meetsBackups(estate, control))) return [];
  const limit = bytesOf(parseByteSize(rate)) / 1e6;
  const held = countedOn(estate, key).filter(({ speedMBps }) => speedMBps > limit);
  if (held.length === 0) return [];
  const most = Math.max(...held.map(({ speedMBps }) => speedMBps));
  const isCertain = control.timeframe === undefined && control.network.some(isEverything);
  return [
    {
      severity: isCertain ? "error" : "warning",
      path: `${path}.${key}`,
      message: `holds ${traffic} ${isCertain ? "" : "of its networks "}to less than the plan counts on, so ${figures} are not proven ${isCertain ? "" : "wherever it applies "}(${nameList(held.map(({ place }) => place))})`,
      got: `${rate}, which is ${rounded(limit, 2)} MB/s`,
      allowed: `at least ${rounded(most, 2)} MB/s${key === "rateIn" ? ", or a timeframe in which no window of such backups is open" : ""}`,
      fix: "raise it, or declare the link as slow as that in backup:links, so that the plan counts on no more",
    },
  ];
}

/** Megabytes per second that the plan counts on for each place of Proxmox Backup Server. */
function countedOn({ places, links }: Estate, key: Direction["key"]) {
  return sortedEntries(places).flatMap(([place, { engine, link: name, writeMBps, readMBps }]) => {
    if (engine !== "pbs") return [];
    const link = entry(links, name);
    const [mbps, store] =
      key === "rateIn" ? [link.uploadMbps, writeMBps] : [link.downloadMbps, readMBps];
    const speedMBps = Math.min(megabytes(payloadMbps(link, mbps)), store ?? Infinity);
    return [{ place, speedMBps }];
  });
}

/** Whether it holds while a window of backups is open. Restores come at any time. */
function meetsBackups({ classes, places, windows }: Estate, { timeframe }: TrafficControl) {
  if (timeframe === undefined) return true;
  const names = Object.values(classes).flatMap(({ place, window }) =>
    window !== undefined && optionalEntry(places, place)?.engine === "pbs" ? [window] : [],
  );
  const slots = timeframe.flatMap(slotsOf);
  return [...new Set(names)].some((name) => {
    const { room } = OpeningHours.of(entry(windows, name), []);
    return slots.some((slot) => room[slot] !== 0);
  });
}

function slotsOf(text: string): number[] {
  const duration = parseDailyDuration(text);
  if (!("start" in duration)) throw new Error(`"${text}" is no time of traffic control`);
  const { weekdays, start, end } = duration;
  const first = Math.floor(start / slotMinutes);
  const length = Math.ceil(end / slotMinutes) - first;
  return weekdays.flatMap((day) =>
    Array.from({ length }, (_, later) => (day - 1) * slotsPerDay + first + later),
  );
}

function isEverything(network: string): boolean {
  return /\/0+$/.test(network);
}
