import { type Engine } from "../estate";
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

/** Who makes the copies of a group. */
export function makerOf({ engine }: Pick<CopyGroup, "engine">): Maker {
  return makers[engine];
}
