import { type Engine, type Estate } from "../estate";
import { entry } from "../record";
import { type CopyGroup } from "./copy-group";
import { type Maker } from "./plan";

/**
 * Who makes the backups of each engine. The plan holds for all of them; what it does not claim is that copies exist
 * which nothing makes yet.
 */
const makers: Readonly<Record<Engine, Maker>> = {
  pbs: "stack",
  veeam: "stack",
  minio: "stack",
  // No way to configure its jobs is documented: an operator makes them, the stack watches them.
  iperius: "operator",
  pgbackrest: "nobody",
  git: "nobody",
  kubernetes: "nobody",
  s3: "nobody",
};

/** Who brings copies offsite, by the engine of the place that they come from and of the one that they go to. */
const offsiteMakers: Readonly<Partial<Record<Engine, Partial<Record<Engine, Maker>>>>> = {
  // The export agent on the backup server.
  pbs: { s3: "stack" },
};

/** Who makes the copies of a group. */
export function makerOf(
  { places }: Pick<Estate, "places">,
  { engine, from }: Pick<CopyGroup, "engine" | "from">,
): Maker {
  if (from === undefined) return makers[engine];
  return offsiteMakers[entry(places, from).engine]?.[engine] ?? "nobody";
}
