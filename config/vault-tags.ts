import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
import { ownTag } from "../model/vault-names";
import { productsOf } from "./products";
import { type SoundSections } from "./references";

/** Tags that IAM takes for one: it tells their names apart without regard to case, where KMS and S3 look at it (IAM User Guide, "Tags for AWS Identity and Access Management resources"). */
export function vaultTagFaults({ vault }: SoundSections): Fault[] {
  return productsOf("vault", vault).flatMap(({ path, declared: { tags } }) =>
    repeats([ownTag, ...Object.keys(tags)], (name) => name.toLowerCase()).map(
      ([first, again]): Fault => ({
        path: `${path}.tags.${again}`,
        message: `is for IAM the same tag as ${first}${first === ownTag ? ", which is the stack's own" : ""}, and it takes no two of one name`,
        got: `"${again}"`,
        allowed: "names that differ in more than the case of their letters",
        fix: "take it out, or give it another name",
      }),
    ),
  );
}
