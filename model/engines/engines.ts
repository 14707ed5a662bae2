import { type Engine } from "../estate";
import {
  type ProvenRetention,
  type RetentionCase,
  type Unprovable,
} from "../retention/proven-retention";
import { type EngineModel } from "./engine";
import { dump } from "./dump";
import { git } from "./git";
import { iperius } from "./iperius";
import { kubernetes } from "./kubernetes";
import { minio } from "./minio";
import { pbs } from "./pbs";
import { pgbackrest } from "./pgbackrest";
import { s3 } from "./s3";
import { veeam } from "./veeam";

/** Every engine by its name in the declaration: whatever differs between engines is asked here. */
export const engines: { readonly [E in Engine]: EngineModel<E> } = {
  pbs,
  veeam,
  iperius,
  pgbackrest,
  dump,
  minio,
  git,
  kubernetes,
  s3,
};

/** A retention that is wanted of an engine. */
export interface EngineCase<E extends Engine> extends RetentionCase {
  readonly engine: E;
}

/**
 * The smallest settings of an engine that keep what is wanted, with what they guarantee and why. Depends on nothing
 * but its argument.
 *
 * @throws RangeError if there is no such time zone
 */
export function proveRetention<E extends Engine>(
  given: EngineCase<E>,
): ProvenRetention<E> | Unprovable {
  return engines[given.engine].prove(given);
}
