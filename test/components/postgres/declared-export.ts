import * as pulumi from "@pulumi/pulumi";
import { OffsiteExportAgent } from "../../../components/offsite/export-agent";
import { fromStanza } from "../../../components/offsite/source";
import { defineHost } from "../../../components/remote/host";
import { weekdays } from "../../../model/calendar/weekday";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { runProgram, unsealed } from "../../support/estate";

/** What nobody may see. */
export const exportSecrets = { exportKey: "5ec7e7".repeat(10), secretKey: "s3cr3t/access+key" };

/** What the host of a server is sent of the export of its repository, to another S3 than Amazon's, at any time. */
export async function repositoryExport(endpoint: string): Promise<Envelope> {
  const resources = await runProgram({}, () => {
    const host = defineHost("proj-pg01", {
      ...{ address: "proj-pg01", port: 22, user: "root", hostKey: "ssh-ed25519 AAAA" },
      privateKey: pulumi.secret("s3cr3t key"),
      platform: "posix",
    });
    new OffsiteExportAgent("database-pitr-offsite", {
      host,
      from: fromStanza("proj-pg01"),
      ...{ bucket: "vm-archive", prefix: "postgres-repository/proj-pg01", region: "us-east-1" },
      ...{ storageClass: "GLACIER", endpoint, schedule: "sun 04:15", keptDays: 98 },
      window: { days: weekdays, from: "00:00", minutes: 1440, timezone: "UTC" },
      exportKey: pulumi.secret(exportSecrets.exportKey),
      credentials: pulumi.secret({ accessKey: "AKIA", secretKey: exportSecrets.secretKey }),
    });
  });
  const found = resources.find(({ name }) => name === "database-pitr-offsite-job");
  const envelope = openEnvelope(unsealed(found?.inputs["stdin"]));
  if (envelope === undefined) throw new Error("no remote object was registered");
  return envelope;
}
