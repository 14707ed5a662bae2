import { type Engine } from "../estate";
import { provePbs } from "./pbs-retention";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { proveS3 } from "./s3-retention";

type Prover = (given: RetentionCase) => ProvenRetention | Unprovable;

const provers: Partial<Readonly<Record<Engine, Prover>>> = {
  pbs: provePbs,
  s3: proveS3,
};

/**
 * The smallest settings of an engine that keep what is wanted, with what they guarantee and why. Depends on nothing
 * but its argument. @throws RangeError if there is no such time zone
 */
export function proveRetention(
  given: RetentionCase & { readonly engine: Engine },
): ProvenRetention | Unprovable {
  const prover = provers[given.engine];
  return prover ? prover(given) : noProver(given);
}

function noProver({ wanted, engine }: RetentionCase & { readonly engine: Engine }): Unprovable {
  return {
    wanted,
    unprovable: `nothing is known of which copies ${engine} removes, and when`,
    fix: "keep these copies with another engine as well",
  };
}
