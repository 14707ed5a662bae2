import { isOf } from "../../resource";
import { remoteRule, type Violation } from "../../rule";
import {
  endingOf,
  enabledRules,
  type LifecycleResource,
  lifecycleTypes,
} from "../../lifecycle-rule";
import { enabledIlmRules, type IlmPolicy, ilmTypes } from "./ilm-rule";
import { bucketOf, settingsOf } from "./store-bucket";

/**
 * Chunks of a datastore are old where nothing changes and used all the same: the server alone knows which may go. A
 * lifecycle that ends or archives one breaks every backup that shares it. Noncurrent versions are none of its business.
 */
export const pbsBucketObjectsStay = remoteRule({
  name: "pbs-bucket-objects-stay",
  description:
    "No lifecycle ends or moves objects of a bucket in which Proxmox Backup Server keeps a datastore.",
  remediation:
    "Take `expiration` and `transitions` out of the lifecycle of the datastore's bucket; its garbage collection frees what no backup uses.",
  sees: "stack",
  kinds: ["pbs datastore"],
  judge: (datastore, _numbers, stack) => {
    const bucket = bucketOf(datastore);
    if (bucket === undefined) return [];
    return settingsOf(stack, bucket, [...lifecycleTypes, ...ilmTypes]).flatMap((lifecycle) =>
      pathsIn(lifecycle).map((path) => violation(bucket, lifecycle.name, path)),
    );
  },
});

function pathsIn(lifecycle: LifecycleResource | IlmPolicy): string[] {
  if (isOf(lifecycle, ilmTypes)) {
    return enabledIlmRules(lifecycle)
      .filter(({ ending }) => ending !== undefined)
      .map(({ path }) => `${path}.expiration`);
  }
  return enabledRules(lifecycle).flatMap(({ path, rule }) => [
    ...(endingOf(rule) ? [`${path}.expiration`] : []),
    ...(rule.transitions ?? []).map((_, at) => `${path}.transitions.${at}`),
  ]);
}

function violation(bucket: string, lifecycle: string, path: string): Violation {
  return {
    problem: `its bucket ${bucket} has ${path} in the lifecycle ${lifecycle}, which takes chunks that backups still use; wanted is none`,
    fix: `take ${path} out of ${lifecycle}`,
  };
}
