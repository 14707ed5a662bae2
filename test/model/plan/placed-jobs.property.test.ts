import fc from "fast-check";
import { type JobRequest } from "../../../model/plan/job-request";
import { placeJobs, type Placement } from "../../../model/plan/placement";
import { requestsArbitrary, timezones, windowArbitrary } from "./support/job-requests";
import { share } from "./support/shared-time";
import { collisions, covers, openings, type Run, runs } from "./support/site-year";
import { tries } from "../../support/random-cases";

const [firstYear, years] = [2026, 2];
const minute = 60_000;

/** How often runs begin at most: monthly ones are placed as if they began every week. */
const pace = ({ frequency }: JobRequest) => (frequency === "monthly" ? "weekly" : frequency);

const minutesOf = ({ id, durationMinutes }: JobRequest, { minutes }: Placement) =>
  minutes[id] ?? durationMinutes;

/** Requests that run at times, with their schedules. */
function scheduled(requests: readonly JobRequest[], { slots }: Placement) {
  return requests.flatMap((request) => {
    const schedule = slots[request.id]?.schedule;
    return schedule === undefined || schedule === "continuous" ? [] : [{ request, schedule }];
  });
}

/** Whether two jobs may use one thing at once: where both are said to take longer for it. */
function mayShare(a: JobRequest, b: JobRequest, { minutes }: Placement): boolean {
  const isApart = (a.exclusive ?? []).some((need) => b.exclusive?.includes(need));
  return !isApart && pace(a) !== pace(b) && a.id in minutes && b.id in minutes;
}

interface Timed {
  readonly request: JobRequest;
  readonly schedule: string;
  readonly minutes: number;
}

/** Pairs of runs that need one thing at once and may not share it; of what is on, each run as long as is said. */
function clashes(
  requests: readonly JobRequest[],
  placement: Placement,
  timezone: string,
  lengthOf: (request: JobRequest) => number | undefined,
  begun: readonly Timed[] = [],
) {
  const byNeed = new Map<string, Run[]>();
  const byId = new Map(requests.map((request) => [request.id, request]));
  const running = scheduled(requests, placement).map((one) => ({
    ...one,
    minutes: lengthOf(one.request),
  }));
  for (const { request, schedule, minutes: durationMinutes } of [...running, ...begun]) {
    if (durationMinutes === undefined) continue;
    const all = runs({ ...request, durationMinutes }, schedule, timezone, firstYear, years);
    for (const need of [...request.resources, ...(request.exclusive ?? [])]) {
      byNeed.set(need, [...(byNeed.get(need) ?? []), ...all]);
    }
  }
  return [...byNeed.values()]
    .flatMap(collisions)
    .filter(([a, b]) => !mayShare(byId.get(a.job)!, byId.get(b.job)!, placement));
}

const estate = fc.record({
  windows: fc.record({ first: windowArbitrary, second: windowArbitrary }),
  requests: requestsArbitrary(["first", "second"]),
  timezone: fc.constantFrom(...timezones),
});

describe("placed jobs", () => {
  it("never need one thing at once, on any day of two years, in any zone, unless they share it", () => {
    fc.assert(
      fc.property(estate, ({ windows, requests, timezone }) => {
        const placement = placeJobs(requests, windows, timezone);
        const lengthOf = (request: JobRequest) => minutesOf(request, placement);
        expect(clashes(requests, placement, timezone, lengthOf)).toEqual([]);
      }),
      tries(30),
    );
  });

  it("are over when it is said, however what they share is shared, on any day of two years", () => {
    fc.assert(
      fc.property(estate, fc.constantFrom(0, 1), ({ windows, requests, timezone }, late) => {
        const placement = placeJobs(requests, windows, timezone);
        const works = scheduled(requests, placement).flatMap(({ request, schedule }) => {
          const { resources, durationMinutes: minutes } = request;
          const all = runs(request, schedule, timezone, firstYear, years);
          return all.map((run) => ({ ...run, resources, minutes }));
        });
        const said = new Map(
          requests.map((request) => [request.id, minutesOf(request, placement)]),
        );
        for (const { work, end } of share(works, late)) {
          expect((end - work.from) / minute - late).toBeLessThanOrEqual(said.get(work.job)! + 1e-3);
        }
      }),
      tries(20),
    );
  });

  it("make their first runs beside whatever runs by then, week by week", () => {
    fc.assert(
      fc.property(estate, ({ windows, requests, timezone }) => {
        const placement = placeJobs(requests, windows, timezone);
        const { firstRuns } = placement;
        const weeks = Object.values(firstRuns).map(({ week }) => week ?? 0);
        for (let week = 1; week <= Math.max(0, ...weeks); week += 1) {
          // What somebody begins is taken to run as scheduled all the time, so that this may be before or after it.
          const lengthOf = (request: JobRequest) => {
            const first = firstRuns[request.id];
            const begins = first?.start === undefined ? (first?.week ?? 0) : 0;
            if (begins > week) return undefined;
            const isFirst = begins === week || (begins > 0 && request.frequency === "monthly");
            return isFirst ? first?.minutes : minutesOf(request, placement);
          };
          const begun = requests.flatMap((request): Timed[] => {
            const { week: begins, start, minutes = 0 } = firstRuns[request.id] ?? {};
            return begins === week && start ? [{ request, schedule: start, minutes }] : [];
          });
          expect(clashes(requests, placement, timezone, lengthOf, begun)).toEqual([]);
        }
      }),
      tries(20),
    );
  });

  it("run inside their window on every day of two years, in any zone", () => {
    fc.assert(
      fc.property(estate, ({ windows, requests, timezone }) => {
        const placement = placeJobs(requests, windows, timezone);
        for (const { request, schedule } of scheduled(requests, placement)) {
          if (request.window === undefined) continue;
          const window = windows[request.window as "first"];
          const open = openings(window, timezone, firstYear, years);
          const firstRun = placement.firstRuns[request.id];
          const isScheduled = firstRun !== undefined && firstRun.week !== null && !firstRun.start;
          const first = isScheduled ? firstRun.minutes : 0;
          const durationMinutes = Math.max(minutesOf(request, placement), first);
          const all = runs({ ...request, durationMinutes }, schedule, timezone, firstYear, years);
          expect(all).not.toEqual([]);
          const outside = all.filter((run) => !isCovered(open, run));
          expect(outside).toEqual([]);
        }
      }),
      tries(20),
    );
  });

  it("do not depend on the order of the requests or of the windows", () => {
    fc.assert(
      fc.property(estate, fc.infiniteStream(fc.nat()), ({ windows, requests, timezone }, keys) => {
        const shuffled = requests
          .map((request) => ({ request, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ request }) => ({ ...request, resources: [...request.resources].reverse() }));
        const reversed = Object.fromEntries(Object.entries(windows).reverse());
        const placed = JSON.stringify(placeJobs(requests, windows, timezone));
        expect(JSON.stringify(placeJobs(shuffled, reversed, timezone))).toBe(placed);
      }),
      tries(40),
    );
  });

  it("have a place, or an error says why not", () => {
    fc.assert(
      fc.property(estate, ({ windows, requests, timezone }) => {
        const { slots, findings } = placeJobs(requests, windows, timezone);
        const refused = findings.filter(({ severity }) => severity === "error");
        const missing = requests.filter(({ id }) => slots[id] === undefined);
        const places = missing.map(({ window, path }) =>
          window === undefined ? path : `backup:windows.${window}`,
        );
        for (const { path } of refused) expect(places).toContain(path);
        expect(refused).toHaveLength(new Set(missing.map(({ window }) => window)).size);
      }),
      tries(40),
    );
  });
});

/** Looks only at the openings near the run. */
function isCovered(open: readonly { from: number; to: number }[], run: Run): boolean {
  return covers(
    open.filter(({ from, to }) => to > run.from && from < run.to),
    run,
  );
}
