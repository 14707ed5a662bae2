import { type Engine } from "../estate";
import { proveGit } from "./git-bundles";
import { proveMinio } from "./minio-versions";
import { proveKubernetes } from "./newest-copies";
import { provePbs } from "./pbs-retention";
import { provePgBackRest } from "./pgbackrest-time";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { proveS3 } from "./s3-retention";
import { proveVeeam } from "./veeam-retention";

const provers: Readonly<Record<Engine, (given: RetentionCase) => ProvenRetention | Unprovable>> = {
  pbs: provePbs,
  veeam: proveVeeam,
  iperius: unknownRetention,
  pgbackrest: provePgBackRest,
  minio: proveMinio,
  git: proveGit,
  kubernetes: proveKubernetes,
  s3: proveS3,
};

/** A retention that is wanted of an engine. */
export interface EngineCase extends RetentionCase {
  readonly engine: Engine;
}

/**
 * The smallest settings of an engine that keep what is wanted, with what they guarantee and why. Depends on nothing
 * but its argument.
 *
 * @throws RangeError if there is no such time zone
 */
export function proveRetention(given: EngineCase): ProvenRetention | Unprovable {
  return provers[given.engine](given);
}

/** Nobody documents which copies Iperius removes and when, and its jobs cannot be declared. */
function unknownRetention({ wanted }: RetentionCase): Unprovable {
  return {
    wanted,
    unprovable: "nothing is known for certain of which copies Iperius removes, and when",
    fix: "set the retention in Iperius by hand, and keep the same data with an engine whose retention is known",
  };
}
