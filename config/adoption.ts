import * as pulumi from "@pulumi/pulumi";
import { FaultsError } from "../model/fault";
import { didYouMean } from "./near-miss";

/**
 * Refuses names under `backup:adopt` that stand for nothing that can be taken over: they would promise that it is.
 *
 * @param unknown - those names
 * @param known - names of all that can
 * @throws RunError with each of them
 */
export function refuseUnknownAdoptions(unknown: readonly string[], known: readonly string[]): void {
  if (unknown.length === 0) return;
  const faults = unknown.map((name) => ({
    path: "backup:adopt",
    message: "stands for nothing that an update can take over",
    got: name,
    allowed:
      "names of remote objects and MinIO buckets, or of what they are part of, as a preview writes them",
    fix: `${didYouMean(name, known)}take it out; what other providers have is taken up by pulumi import`,
  }));
  throw new pulumi.RunError(new FaultsError(`Pulumi.${pulumi.getStack()}.yaml`, faults).message);
}
