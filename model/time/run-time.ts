import { type Extent, type Traffic } from "../engines/engine";
import { engines } from "../engines/engines";
import { type Engine, type Sizing } from "../estate";
import { type ItemSize } from "../size/item-size";
import { restorePointGB } from "../size/stored-size";
import { bottleneck, type Route } from "./route";
import { transferMinutes } from "./transfer";

/** Whole minutes that runs of a job take. */
export interface RunTime {
  readonly durationMinutes: number;
  /** Of the first run, which copies everything. */
  readonly firstRunMinutes: number;
}

type Volume = Pick<ItemSize, "usedGB" | "dailyChangeGB">;

/** Minutes for each item besides reading it: quiescing, a snapshot, the catalogue. An assumption. */
export const minutesPerItem = 1;

/**
 * How long a job takes that copies these items one after the other, as vzdump does with the guests of one node.
 * Nothing is taken to shrink on the way: compression is not counted as speed.
 *
 * @param intervalDays - days between two runs
 */
export function backupTime(
  engine: Engine,
  volumes: readonly Volume[],
  intervalDays: number,
  route: Route,
): RunTime {
  return runTime(engines[engine].traffic, volumes, intervalDays, route);
}

/**
 * How long it takes to bring these items' restore points offsite, which are compressed by then.
 *
 * @param engine - of the place offsite
 */
export function offsiteTime(
  engine: Engine,
  volumes: readonly Volume[],
  intervalDays: number,
  route: Route,
  sizing: Sizing,
): RunTime {
  const compressed = volumes.map(({ usedGB, dailyChangeGB }) => ({
    usedGB: restorePointGB(engine, usedGB, sizing),
    dailyChangeGB: restorePointGB(engine, dailyChangeGB, sizing),
  }));
  return runTime(engines[engine].traffic, compressed, intervalDays, route);
}

function runTime(
  traffic: Traffic,
  volumes: readonly Volume[],
  intervalDays: number,
  route: Route,
): RunTime {
  const minutes = (of: (extent: Extent, volume: Volume) => number) =>
    Math.ceil(
      volumes.reduce((sum, volume) => {
        const reading = transferMinutes(of(traffic.reads, volume), readSpeed(route));
        const sending = transferMinutes(
          of(traffic.sends, volume),
          bottleneck(route.stations).speedMBps,
        );
        return sum + minutesPerItem + Math.max(reading, sending);
      }, 0),
    );
  return {
    durationMinutes: minutes((extent, { usedGB, dailyChangeGB }) =>
      extent === "everything" ? usedGB : Math.min(usedGB, dailyChangeGB * intervalDays),
    ),
    firstRunMinutes: minutes((_, { usedGB }) => usedGB),
  };
}

/** Reading happens at the first station alone; what is sent has to pass all of them. */
function readSpeed({ stations: [first] }: Route): number {
  return first?.speedMBps ?? Infinity;
}
