import type * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { messageOf } from "../../lib/progress/message-of";
import { describeNoise, readObject } from "./answer";

/** Something to tell a person of what the provider stored. */
export interface StoredFault {
  readonly severity: "error" | "warn";
  readonly message: string;
}

/**
 * Says what is wrong with what the provider stored of an object: it stores whatever was printed, and takes an exit code
 * of 0 for success. A log-in that ends with 0 before it runs anything has made nothing.
 *
 * @param isPreview - whether this run changes nothing. Default: as the engine says
 */
export function tellOfStored(
  { stdout, urn }: Pick<command.remote.Command, "stdout" | "urn">,
  what: string,
  hostName: string,
  isPreview = pulumi.runtime.isDryRun,
): void {
  pulumi.all([pulumi.unsecret(stdout), urn]).apply(async ([text, name]) => {
    const fault = storedFault(text, what, hostName, name);
    // A preview shows what an earlier update stored; the next one may be what mends it.
    const severity = isPreview() ? "warn" : fault?.severity;
    if (fault !== undefined && severity !== undefined) await pulumi.log[severity](fault.message);
  });
}

/** @param what - the object, for people */
export function storedFault(
  stdout: string,
  what: string,
  hostName: string,
  urn: string,
): StoredFault | undefined {
  try {
    const { noise } = readObject(stdout);
    return noise === ""
      ? undefined
      : { severity: "warn", message: `${what}: ${describeNoise(hostName, noise)}` };
  } catch (error) {
    return {
      severity: "error",
      message:
        `${what}: the command ended with 0, and nobody knows what it did: ${messageOf(error)}\n` +
        `    fix: have the log-in there run what it is given and print nothing else; then take the object out of the ` +
        `state and update again, which makes what is missing and keeps what is there: pulumi state delete '${urn}' (with --force where it is protected)`,
    };
  }
}
