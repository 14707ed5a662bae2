import fc from "fast-check";
import { pruneDatastore } from "../../../model/retention/pbs-prune-job";
import { pruneMarks } from "../../../sandbox/products/pbs/retention/prune";
import { hour, utc } from "./support/instants";
import { tries } from "../../support/random-cases";

const counts = fc.constantFrom(0, 0, 1, 2, 5);
const keeps = fc.record({
  last: counts,
  hourly: counts,
  daily: counts,
  weekly: counts,
  monthly: counts,
  yearly: counts,
});

const snapshots = fc.uniqueArray(
  fc.record({
    hours: fc.oneof(fc.nat(100), fc.nat(2000), fc.nat(30_000)),
    protected: fc.nat(9).map((chance) => chance === 0),
    unfinished: fc.nat(9).map((chance) => chance === 0),
  }),
  { selector: ({ hours }) => hours, maxLength: 60 },
);

describe("the plan's prune and the one of the sandbox's backup server", () => {
  it("were written apart and agree on every snapshot", () => {
    fc.assert(
      fc.property(snapshots, keeps, (drawn, keep) => {
        const times = drawn.map(({ hours, ...flags }) => ({
          ...flags,
          time: utc("2024-01-01 00:30") + hours * hour,
        }));
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const ours = pruneDatastore(
          times.map((one) => ({ ...one, namespace: "", group: "vm/100" })),
          {
            keep: {
              keepLast: keep.last,
              keepHourly: keep.hourly,
              keepDaily: keep.daily,
              keepWeekly: keep.weekly,
              keepMonthly: keep.monthly,
              keepYearly: keep.yearly,
            },
            zone,
          },
        );
        const theirs = pruneMarks(
          times.map(({ time, unfinished, protected: safe }) => ({
            time: new Date(time),
            finished: !unfinished,
            protected: safe,
          })),
          keep,
        );
        const keepsAll = Object.values(keep).every((count) => count === 0);
        const theirKept = theirs.filter(({ mark }) => keepsAll || mark !== "remove");
        expect(kept(ours.filter(({ mark }) => mark !== "remove"))).toEqual(kept(theirKept));
      }),
      tries(300),
    );
  });
});

function kept(
  marked: readonly { readonly snapshot: { readonly time: Date | number } }[],
): number[] {
  return marked.map(({ snapshot }) => Number(snapshot.time)).sort((a, b) => a - b);
}
