import * as path from "node:path";
import { type Caller, demand } from "../access/caller";
import { backupEndpoints } from "../backup/backup-endpoints";
import { BackupJobs } from "../backup/backup-jobs";
import { accessEndpoints } from "../cluster/access-endpoints";
import { clusterEndpoints } from "../cluster/cluster-endpoints";
import { indexEndpoints } from "../cluster/index-endpoints";
import { checkParameters, type SentParameters } from "../schema/parameter";
import { withClusterLock } from "../state/cluster-lock";
import { Guests } from "../state/guests";
import { SectionConfig } from "../state/section-config";
import { StorageSecrets } from "../state/storage-secrets";
import { storageEndpoints } from "../storage/storage-endpoints";
import { Storages } from "../storage/storages";
import { ApiError, refusal } from "./api-error";
import { type Endpoint, fillPath, type Route } from "./endpoint";

/** The PVE API over one cluster's files: what the HTTP server and a node's command line both call. */
export class PveApi {
  readonly endpoints: readonly Endpoint[];

  /** @param state - the directory a node sees as `/etc/pve` */
  constructor(private readonly state: string) {
    const guests = new Guests(state);
    const storages = new Storages(
      new SectionConfig(path.join(state, "storage.cfg")),
      new StorageSecrets(state),
    );
    const jobs = new BackupJobs(new SectionConfig(path.join(state, "jobs.cfg")));
    this.endpoints = [
      ...indexEndpoints,
      ...clusterEndpoints(guests, storages),
      ...accessEndpoints(state),
      ...storageEndpoints(storages),
      ...backupEndpoints(jobs, guests),
    ];
  }

  /**
   * Checks the caller's rights, then the parameters, then acts, under the cluster's lock where files change.
   *
   * @returns what the answer carries as `data`
   * @throws ApiError
   */
  async call(route: Route, sent: SentParameters, caller: Caller): Promise<unknown> {
    const { endpoint, pathParameters } = route;
    if (endpoint.permission !== undefined)
      demand(
        caller,
        fillPath(endpoint.permission.path, pathParameters),
        endpoint.permission.privilege,
      );
    const parameters = checkParameters(endpoint.parameters, { ...sent, ...pathParameters });
    const act = () => endpoint.handle(parameters, caller);
    if (endpoint.locks === undefined) return act();
    return withClusterLock(this.state, endpoint.locks, () => settled(act)).then(
      ({ result, error }) => {
        if (error !== undefined) throw error;
        return result;
      },
      (error: unknown) => {
        throw prefixed(error, endpoint.failure);
      },
    );
  }
}

interface Settled {
  readonly result?: unknown;
  readonly error?: Error;
}

/** A failure of the work apart from one of the lock, whose text the product wraps. */
function settled(act: () => unknown): Settled {
  try {
    return { result: act() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function prefixed(error: unknown, failure: string | undefined): unknown {
  return failure !== undefined && error instanceof ApiError
    ? refusal(`${failure}: ${error.message}`)
    : error;
}
