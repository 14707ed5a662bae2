import { configOf, isInHouse, whyNoneLeaves } from "../../offsite-export";
import { type BackrestRepository, repositoriesIn } from "../../pgbackrest-options";
import { onOneHost } from "../../remote-object";
import { remoteRule } from "../../rule";
import { type Stack } from "../../stack";

/**
 * A repository on a site of MinIO burns with the server. What takes it out is an export on the server itself, or a second
 * repository with a cloud's store: pgBackRest writes each backup and all of the log to every repository that it is told of
 * (pgBackRest, user guide, "Multiple Repositories").
 */
export const postgresOffsite = remoteRule({
  name: "postgres-offsite",
  description: "Backups of PostgreSQL servers are copied out of the house.",
  remediation:
    "Add an offsite export of the repository on the same server, with an enabled timer and a bucket that is not on the same store.",
  sees: "stack",
  kinds: ["postgres stanza"],
  judge: (stanza, _, stack) => {
    const repositories = repositoriesIn(stanza.document);
    if (repositories.some((one) => isElsewhere(one, stack))) return [];
    const exports = stack
      .remoteObjects("offsite repository export")
      .filter((one) => onOneHost(one, stanza) && configOf(one)["stanza"] === stanza.identity);
    const why = whyNoneLeaves(exports, repositories.flatMap(addressesOf), stack);
    if (why === undefined) return [];
    return [
      {
        problem: `backups of ${stanza.identity}: no offsite export of the stack takes them to another place${why}; wanted is one`,
        fix: "add an offsite export of its repository, or copy it out by hand",
      },
    ];
  },
});

/** Stores of clouds alone; an S3 is one where it is Amazon's (pgBackRest, configuration reference, "Repository Type Option"). */
function isElsewhere(repository: BackrestRepository, stack: Stack): boolean {
  const types = repository.values("type");
  if (types.length === 0) return false;
  const addresses = addressesOf(repository);
  if (addresses.some((address) => isInHouse(address, [], stack))) return false;
  const isAmazons = addresses.length > 0 && addresses.every((one) => amazons.test(one));
  return types.every((type) => type === "azure" || type === "gcs" || (type === "s3" && isAmazons));
}

const amazons = /(^|\.)amazonaws\.com(\.cn)?$/;

/** Where a repository is reached: a host of its own goes before what its name would be. */
function addressesOf({ values }: BackrestRepository): readonly string[] {
  const told = ["storage-host", "s3-endpoint", "host"].flatMap((option) => values(option));
  return told.filter((one) => typeof one === "string" && one !== "") as readonly string[];
}
