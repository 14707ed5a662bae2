import { type Estate, type SyncJob } from "../estate";
import { type Finding } from "../finding";
import { sortedEntries } from "../record";
import { nameList } from "./name-list";
import { storeAddress, storeLabel } from "./store-label";

/** What is wrong with datastores, whatever lies in them. */
export function datastoreFindings(estate: Pick<Estate, "places" | "pbs">): Finding[] {
  return [...withoutCare(estate), ...bypassing(estate)];
}

/** Datastores whose jobs mail to one user, past all that their server declares to tell people by. */
function bypassing({ pbs }: Pick<Estate, "pbs">): Finding[] {
  return sortedEntries(pbs.datastores).flatMap(
    ([store, { notificationMode, notified = [], path = `backup:pbs.datastores.${store}` }]) =>
      notificationMode !== "legacy-sendmail" || notified.length === 0
        ? []
        : [
            {
              severity: "warning",
              path: `${path}.notificationMode`,
              message: `mails how jobs of ${store} went to the user that the server names for it, root@pam unless somebody changed that, past every endpoint and matcher that is declared: ${nameList(notified)}`,
              got: notificationMode,
              allowed: "notification-system",
              fix: "take it out, or take out the endpoints and matchers that nothing asks",
            },
          ],
  );
}

/**
 * Datastores that nobody looks after: care follows from places, so one without a place is never collected, verified or
 * pruned. Where a sync job fills it that is an error.
 */
function withoutCare({ places, pbs }: Pick<Estate, "places" | "pbs">): Finding[] {
  const cared = new Set(
    Object.values(places).flatMap((place) => (place.engine === "pbs" ? [storeLabel(place)] : [])),
  );
  return sortedEntries(pbs.datastores)
    .filter(([store]) => !cared.has(store))
    .map(([store, { path = `backup:pbs.datastores.${store}` }]) =>
      uncaredFor(store, path, jobsInto(pbs.syncJobs, store)),
    );
}

function jobsInto(jobs: Readonly<Record<string, SyncJob>>, store: string): string[] {
  return sortedEntries(jobs).flatMap(([name, job]) => (job.store === store ? [name] : []));
}

function uncaredFor(store: string, path: string, jobs: readonly string[]): Finding {
  const filled = jobs.length > 0;
  const filling = `is filled by ${jobs.length === 1 ? "sync job" : "the sync jobs"} ${nameList(jobs)}`;
  return {
    severity: filled ? "error" : "warning",
    path,
    message: `${store} ${filled ? `${filling} and has no place` : "has no place"}, so garbage is never collected there, and nothing is verified or pruned`,
    allowed: "a datastore that a place in backup:places names",
    fix: `declare a place with engine: pbs, ${addressInWords(store)} and the window of its care${filled ? "" : ", or take the datastore out"}`,
  };
}

/** As a place in the file has it. */
function addressInWords(label: string): string {
  const { server, store } = storeAddress(label);
  return server === undefined ? `store: ${store}` : `store: ${store}, server: ${server}`;
}
