import { type DatastoreInstruction } from "../engines/pbs";
import { type Estate } from "../estate";
import { groupedBy } from "../grouping";
import { entry } from "../record";
import { storeJobName } from "./job-names";
import { type JobKind, type PlannedJob } from "./plan";
import { storeLabel } from "./store-label";

/** What the verify jobs of the plan look at. */
const verifications = { verify: "new", "verify-all": "all" } as const;

/** How each datastore is looked after that the plan has jobs for, by name. */
export function datastoreInstructions(
  { places }: Pick<Estate, "places">,
  jobs: readonly PlannedJob[],
): DatastoreInstruction[] {
  const care = jobs.filter(({ kind, engine }) => engine === "pbs" && careKinds.includes(kind));
  return [...groupedBy(care, ({ place }) => storeLabel(entry(places, place)))].flatMap(
    ([, own]) => {
      const { server, store } = entry(places, own[0].place);
      const [collection] = own.filter(({ kind }) => kind === "garbage-collection");
      // Without a time for its collection the plan has an error, and nothing is told.
      if (collection === undefined) return [];
      return [
        {
          ...(server === undefined ? {} : { server }),
          store,
          gcSchedule: collection.schedule,
          prunes: own.flatMap((job) => prune(places, job)),
          verifications: own.flatMap(({ kind, schedule }) =>
            kind === "verify" || kind === "verify-all"
              ? [{ job: storeJobName(store, kind), schedule, verifies: verifications[kind] }]
              : [],
          ),
        },
      ];
    },
  );
}

const careKinds: readonly JobKind[] = ["prune", "garbage-collection", "verify", "verify-all"];

function prune(
  places: Estate["places"],
  { id, kind, schedule, place, retention }: PlannedJob,
): DatastoreInstruction["prunes"] {
  if (kind !== "prune" || !retention?.proven || retention.engine !== "pbs") return [];
  const { namespace } = entry(places, place);
  return [
    {
      job: id,
      ...(namespace === undefined ? {} : { namespace }),
      schedule,
      keep: retention.settings,
    },
  ];
}
