import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { sortedEntries } from "../record";

/**
 * Places of MinIO whose bucket is there on several sites: a place says no site, so the plan would prove one lifecycle
 * for buckets that have one each.
 */
export function replicaFindings({ places, minio }: Pick<Estate, "places" | "minio">): Finding[] {
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
