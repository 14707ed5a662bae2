import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { sortedEntries } from "../record";
import { type CopyGroup } from "./copy-group";

/** What is wrong with what MinIO replicates. */
export function replicaFindings(
  estate: Pick<Estate, "places" | "minio">,
  groups: readonly Pick<CopyGroup, "place">[],
): Finding[] {
  const filled = new Set(groups.map(({ place }) => place));
  return [...onSeveralSites(estate), ...ofNoPlace(estate), ...ofNoClass(estate, filled)];
}

/** Replications to a place that no class fills: no lifecycle follows from any, and the one that there was goes. */
function ofNoClass(
  { places, minio }: Pick<Estate, "places" | "minio">,
  filled: ReadonlySet<string>,
): Finding[] {
  const replicas = sortedEntries(places).filter(([, { engine }]) => engine === "minio");
  return sortedEntries(minio.replications).flatMap(([name, { target }]) => {
    const own = replicas.filter(([, { store }]) => store === target.bucket).map(([place]) => place);
    if (own.length === 0 || own.some((place) => filled.has(place))) return [];
    return [
      {
        severity: "warning",
        path: `backup:minio.replications.${name}.target.bucket`,
        message:
          `is the bucket of ${own.join(", ")}, to which no class brings anything, so that nothing is promised of what is copied ` +
          "there, and what is replaced there stays for ever",
        got: target.bucket,
        allowed: "the store of a place that a class of a bucket names",
        fix: "give the bucket that it brings a class of that place (backup:buckets), or take the replication out",
      },
    ];
  });
}

/** Replications that the plan knows nothing of: made all the same, and neither counted nor promised. */
function ofNoPlace({ places, minio }: Pick<Estate, "places" | "minio">): Finding[] {
  const stores = Object.values(places).flatMap(({ engine, store }) =>
    engine === "minio" ? [store] : [],
  );
  return sortedEntries(minio.replications)
    .filter(([, { target }]) => !stores.includes(target.bucket))
    .map(([name, { target }]) => ({
      severity: "warning",
      path: `backup:minio.replications.${name}.target.bucket`,
      message:
        "is the bucket of no place, so that nothing is promised of what is copied there, no capacity is reckoned for " +
        "it, and what is replaced there stays for ever",
      got: target.bucket,
      allowed: `the store of a place of MinIO: ${stores.join(", ") || "none is declared"}`,
      fix: "declare a place for it and a class that uses it, or take the replication out",
    }));
}

/**
 * Places of MinIO whose bucket is there on several sites: a place says no site, so the plan would prove one lifecycle
 * for buckets that have one each.
 */
function onSeveralSites({ places, minio }: Pick<Estate, "places" | "minio">): Finding[] {
  const replicas = sortedEntries(places).filter(([, { engine }]) => engine === "minio");
  return replicas.flatMap(([name, { store }]) => {
    const leading = sortedEntries(minio.replications).filter(
      ([, { target }]) => target.bucket === store,
    );
    const sites = [...new Set(leading.map(([, { target }]) => target.site))].sort();
    if (sites.length < 2) return [];
    const named = leading.map(([one, { target }]) => `${target.site} by ${one}`);
    return [
      {
        severity: "error",
        path: `backup:places.${name}.store`,
        message:
          `names a bucket that there is on ${sites.join(" and ")}, each with a lifecycle of its own, and a place is ` +
          `known by the name of its bucket alone: ${named.join(", ")}`,
        got: store,
        allowed: "a bucket whose name replications lead to on one site alone",
        fix: "give the target bucket of one of these replications another name, and its copies a place with that name",
      },
    ];
  });
}
