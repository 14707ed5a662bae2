import type * as pulumi from "@pulumi/pulumi";
import { type DatastoreInstruction } from "../../model/engines/pbs";
import { type Place } from "../../model/estate";
import { entry, mapRecord, type Named } from "../../model/record";
import { type Host } from "../remote/host";
import { toldBy } from "../told-by";
import { type PbsSecrets } from "./secrets";
import { PbsServer, type PbsServerArgs } from "./server";

/** What a stack declares of its backup servers, and of what uses them. */
export interface PbsServersArgs {
  readonly pbs: Named<
    Omit<PbsServerArgs, "host" | "logins" | "parts" | "instructions" | "secrets"> & {
      readonly host: string;
    }
  >;
  /** Clusters with their storages. */
  readonly pve: Named<{
    readonly storages: Named<{ readonly place: string; readonly username: string }>;
  }>;
}

/**
 * Defines the backup servers, by name.
 *
 * @param places - of the plan
 * @param secrets - of each server
 */
export function definePbsServers(
  { pbs, pve }: PbsServersArgs,
  places: Named<Place>,
  instructions: readonly DatastoreInstruction[],
  hosts: Named<Host>,
  secrets: pulumi.Output<Named<PbsSecrets>>,
): Record<string, PbsServer> {
  const told = toldBy(pbs, instructions);
  const stores = Object.values(places).filter(({ engine }) => engine === "pbs");
  const partsOn = toldBy(pbs, stores);
  const storages = Object.values(pve).flatMap((cluster) => Object.entries(cluster.storages));
  const loginsOn = toldBy(
    pbs,
    storages.map(([name, { place, username }]) => ({
      name,
      username,
      ...partAt(entry(places, place)),
    })),
  );
  return mapRecord(
    pbs,
    (declared, name) =>
      new PbsServer(name, {
        ...declared,
        host: entry(hosts, declared.host),
        parts: partsOn(name).map(({ store, namespace }) => ({ store, namespace })),
        logins: Object.fromEntries(
          loginsOn(name).map(({ name: storage, username, store, namespace }) => [
            storage,
            { username, store, namespace },
          ]),
        ),
        instructions: told(name),
        secrets: secrets.apply((all) => entry(all, name)),
      }),
  );
}

const partAt = ({ server, store, namespace }: Place) => ({ server, store, namespace });
