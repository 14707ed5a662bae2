import type * as pulumi from "@pulumi/pulumi";
import { type ClusterInstruction } from "../../model/engines/pbs";
import { type Estate } from "../../model/estate";
import { entry, mapRecord, type Named } from "../../model/record";
import { type PbsServer } from "../pbs/server";
import { type Host } from "../remote/host";
import { type EscrowedKeys } from "../vault/escrowed-keys";
import { PveCluster, type PveClusterArgs } from "./cluster";
import { guestsOf, plannedCluster } from "./planned";

/** What is declared of a cluster. */
type DeclaredCluster = Pick<PveClusterArgs, "through" | "endpoint" | "everyJob"> & {
  readonly host: string;
  readonly storages: Named<{
    readonly place: string;
    readonly username: string;
    readonly port?: number;
    readonly nodes: readonly string[];
  }>;
};

/** What several clusters have in common. */
interface Surroundings {
  readonly planned: Estate;
  readonly hosts: Named<Host>;
  readonly backupServers: Named<PbsServer>;
  readonly keys: EscrowedKeys;
  readonly secrets: pulumi.Output<{ readonly pveApiToken: Named<string> }>;
}

/**
 * Defines the clusters, by name.
 *
 * @throws Error for a job that no cluster would run
 */
export function definePveClusters(
  pve: Named<DeclaredCluster>,
  instructions: readonly ClusterInstruction[],
  { planned, hosts, backupServers, keys, secrets }: Surroundings,
): Record<string, PveCluster> {
  const clusters = mapRecord(pve, ({ storages, ...declared }, name) => ({
    declared,
    told: plannedCluster({ ...planned, instructions }, storages, guestsOf(planned, name, storages)),
  }));
  refuseLost(
    instructions,
    Object.values(clusters).flatMap(({ told }) => Object.keys(told.jobs)),
  );
  return mapRecord(
    clusters,
    ({ declared, told }, name) =>
      new PveCluster(name, {
        ...declared,
        ...told,
        backupServers,
        host: entry(hosts, declared.host),
        apiToken: secrets.apply(({ pveApiToken }) => entry(pveApiToken, name)),
        keys,
      }),
  );
}

function refuseLost(instructions: readonly ClusterInstruction[], jobs: readonly string[]): void {
  const lost = instructions.filter(({ job }) => !jobs.includes(job));
  if (lost.length > 0)
    throw new Error(
      `no storage of a cluster leads where these jobs store: ${lost.map(({ job, place }) => `${job} to ${place}`).join(", ")}`,
    );
}
