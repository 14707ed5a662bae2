import * as pulumi from "@pulumi/pulumi";
import {
  OffsiteExportAgent,
  type OffsiteExportDeclaration,
} from "../../../components/offsite/export-agent";
import { fromPbs, type PbsExport } from "../../../components/offsite/source";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { defineHost } from "../../../components/remote/host";
import { type RegisteredResource, runProgram, unsealed } from "../../support/estate";

/** What nobody may see. */
export const secrets = {
  tokenSecret: "s3cr3t token 'with' \"quotes\" $HOME",
  exportKey: "5ec7e7".repeat(10),
  clientKey: '{"kdf":null,"data":"s3cr3t"}',
  secretKey: "s3cr3t/access+key",
};

/** What is exported in the tests. */
export const source: PbsExport = {
  repository: "offsite@pbs!export@localhost:8007:vm-backup",
  fingerprint: Array(32).fill("ab").join(":"),
  guests: [{ name: "proj-pg01", vmid: 2014 }],
};

/** Where to, and when. */
export const declared: OffsiteExportDeclaration = {
  ...{ bucket: "vm-archive", prefix: "pbs-vm", storageClass: "GLACIER", region: "us-east-1" },
  schedule: "mon *-1..7 22:15",
  window: { days: ["monday", "friday"], from: "22:00", minutes: 600, timezone: "America/New_York" },
};

/** An agent as it is registered, with changes of what is declared. */
export function registered(changes: Partial<OffsiteExportDeclaration & typeof secrets> = {}) {
  const { tokenSecret, exportKey, clientKey, secretKey, ...rest } = {
    ...secrets,
    ...declared,
    ...changes,
  };
  return runProgram({}, () => {
    const host = defineHost("pbs01", {
      ...{ address: "pbs01", port: 22, user: "root", hostKey: "ssh-ed25519 AAAA" },
      privateKey: pulumi.secret("s3cr3t key"),
      platform: "posix",
    });
    new OffsiteExportAgent("guest-image-offsite", {
      host,
      ...rest,
      from: fromPbs({
        ...source,
        tokenSecret: pulumi.secret(tokenSecret),
        clientKey: pulumi.secret(clientKey),
      }),
      exportKey: pulumi.secret(exportKey),
      credentials: pulumi.secret({ accessKey: "AKIA", secretKey }),
    });
  });
}

/** What its host is sent. */
export function envelopeIn(resources: readonly RegisteredResource[]): Envelope {
  const found = resources.find(({ name }) => name === "guest-image-offsite-job");
  const envelope = openEnvelope(unsealed(found?.inputs["stdin"]));
  if (envelope === undefined) throw new Error("no remote object was registered");
  return envelope;
}
