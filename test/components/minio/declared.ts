import * as pulumi from "@pulumi/pulumi";
import { type MinioArgs, defineMinio } from "../../../components/minio/sites";
import { defineHost } from "../../../components/remote/host";
import { type RegisteredResource, runProgram } from "../../support/estate";

const machine = (name: string) =>
  defineHost(name, {
    address: `${name}.lab.test`,
    port: 22,
    user: "root",
    hostKey: "ssh-ed25519 AAAA",
    privateKey: pulumi.secret("s3cr3t key"),
    platform: "posix",
  });

const administrators: Record<string, { user: string; password: string }> = {
  here: { user: "root-here", password: "s3cr3t here" },
  there: { user: "root-there", password: "s3cr3t there" },
};

/** A replication between two buckets of the sites `here` and `there`. */
export const replicated = (
  source: string,
  target: string,
  kmsKey = "backup-key",
): MinioArgs["replications"][string] => {
  const [site = "", bucket = ""] = source.split("/");
  const [toSite = "", toBucket = ""] = target.split("/");
  return { source: { site, bucket }, target: { site: toSite, bucket: toBucket }, kmsKey };
};

/** What two sites with these replications register. */
export function declared(
  replications: MinioArgs["replications"],
  instructions: MinioArgs["instructions"] = [],
): Promise<RegisteredResource[]> {
  return runProgram({}, () =>
    defineMinio({
      hosts: { here: machine("here"), there: machine("there") },
      administrators: pulumi.secret(administrators),
      sites: {
        here: { endpoint: "here.lab.test:9000", host: "here" },
        there: { endpoint: "there.lab.test:9000", host: "there" },
      },
      replications,
      instructions,
    }),
  );
}

/** The lab's own: one bucket and its replica. */
export const data = { data: replicated("here/data", "there/data-replica") };
