import { type Estate, type Link, type Node, type Place } from "../estate";
import { entry } from "../record";
import { rounded } from "../rounding";
import { linkShare, payloadMbps } from "./link-speed";
import { megabytes } from "./transfer";

/** What data passes on its way, each with its speed. */
export interface Route {
  /** In the order of the way. */
  readonly stations: readonly Station[];
  /** Whether every speed was declared for the very thing, and the link measured. */
  readonly measured: boolean;
}

export interface Station {
  readonly part: "node" | "link" | "store";
  /** In words: `node node04`, `link wan at 90 % of 300 Mbit/s`, `reading vault`. */
  readonly name: string;
  /** Megabytes per second. */
  readonly speedMBps: number;
}

type Speeds = Pick<Estate, "nodes" | "links">;

/** From a node's disks to a place. */
export function backupRoute(estate: Speeds, node: string | undefined, place: Place): Route {
  return route([nodeStation(estate, node), upload(estate, place), written(place)], estate, place);
}

/** From the place that holds the first copy to the one offsite. */
export function offsiteRoute(estate: Speeds, source: Place, target: Place): Route {
  return route([read(source), upload(estate, target), written(target)], estate, target);
}

/** From a place back to a node, which is taken to write as fast as it reads. */
export function restoreRoute(estate: Speeds, place: Place, node: string | undefined): Route {
  const link = entry(estate.links, place.link);
  const download = linkStation(place.link, link, link.downloadMbps);
  return route([read(place), download, nodeStation(estate, node)], estate, place);
}

/** The station that everything waits for. */
export function bottleneck(stations: readonly Station[]): Station {
  return stations.reduce((slowest, station) =>
    station.speedMBps < slowest.speedMBps ? station : slowest,
  );
}

interface JudgedStation extends Station {
  readonly declared: boolean;
}

function known(part: Station["part"], name: string, speedMBps: number): JudgedStation {
  return { part, name, speedMBps, declared: true };
}

function route(
  stations: readonly (JudgedStation | undefined)[],
  estate: Speeds,
  place: Place,
): Route {
  const passed = stations.filter((station) => station !== undefined);
  return {
    stations: passed.map(({ part, name, speedMBps }) => ({ part, name, speedMBps })),
    measured: entry(estate.links, place.link).measured && passed.every(({ declared }) => declared),
  };
}

/** What lies on no node, or on one that nobody declared, is taken to be read by the slowest there is. */
function nodeStation({ nodes }: Speeds, name: string | undefined): JudgedStation | undefined {
  const node = name === undefined ? undefined : declaredNode(nodes, name);
  if (node) return known("node", `node ${name}`, node.readMBps);
  const speeds = Object.values(nodes).map(({ readMBps }) => readMBps);
  if (speeds.length === 0) return undefined;
  return {
    part: "node",
    name: "slowest node",
    speedMBps: speeds.reduce((least, speed) => Math.min(least, speed)),
    declared: false,
  };
}

function declaredNode(nodes: Speeds["nodes"], name: string): Node | undefined {
  return Object.hasOwn(nodes, name) ? nodes[name] : undefined;
}

function upload({ links }: Speeds, { link: name }: Place): JudgedStation {
  const link = entry(links, name);
  return linkStation(name, link, link.uploadMbps);
}

function linkStation(name: string, link: Link, lineRateMbps: number): JudgedStation {
  const share = linkShare(link);
  const reduced = share < 1 ? ` at ${rounded(share * 100, 1)} % of ${lineRateMbps} Mbit/s` : "";
  return known("link", `link ${name}${reduced}`, megabytes(payloadMbps(link, lineRateMbps)));
}

function written({ store, writeMBps }: Place): JudgedStation | undefined {
  return writeMBps === undefined ? undefined : known("store", `writing ${store}`, writeMBps);
}

function read({ store, readMBps }: Place): JudgedStation | undefined {
  return readMBps === undefined ? undefined : known("store", `reading ${store}`, readMBps);
}
