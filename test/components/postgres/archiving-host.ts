import * as fs from "node:fs";
import * as path from "node:path";
import { credentialsFile } from "../../../components/offsite/s3-credentials";
import { repositoryPolicy } from "../../../components/postgres/repository-policy";
import { type Envelope } from "../../../model/remote/envelope";
import { bucket } from "../../../sandbox/products/postgresql/object-store";
import { type RegisteredResource } from "../../support/estate";
import { DatabaseHost } from "./database-host";
import { envelopeOf, registered, type ServerChanges } from "./declared-server";

/** What the server's user opens its repository with. */
export const secretKey = "s3cr3t-access-key";

/** A host whose server has a user of MinIO as the stack makes it, and nothing else yet. */
export async function hostWithUser(): Promise<DatabaseHost> {
  const host = await DatabaseHost.start();
  const policy = path.join(host.directory, "policy.json");
  fs.writeFileSync(policy, repositoryPolicy(bucket, "proj-pg01"));
  for (const words of [
    ["admin", "policy", "create", "site", "repository", policy],
    ["admin", "user", "add", "site", "proj-pg01-user", secretKey],
    ["admin", "policy", "attach", "site", "repository", "--user", "proj-pg01-user"],
  ]) {
    const { code, out, err } = await host.objects.client(...words);
    if (code !== 0) throw new Error(`${words.join(" ")}: ${out}${err}`);
  }
  return host;
}

/** What the stack registers of the server of a host. */
export function declaredOn(
  host: DatabaseHost,
  changes: ServerChanges = {},
): Promise<readonly RegisteredResource[]> {
  const endpoint = `localhost:${host.objects.options["repo1-storage-port"]}`;
  const declared = { version: host.version, programDirectory: host.programs.directory };
  return registered({ endpoint, ...changes, declared: { ...declared, ...changes.declared } });
}

/** What a host is sent of its stanza; the engine makes the log-in, which is made by hand here. */
export async function stanzaOn(host: DatabaseHost, changes: ServerChanges = {}): Promise<Envelope> {
  const envelope = envelopeOf(await declaredOn(host, changes), "proj-pg01-stanza-archiving");
  const logIn = { "repo1-s3-key": "proj-pg01-user", "repo1-s3-key-secret": secretKey };
  return { ...envelope, secrets: { ...envelope.secrets, ...logIn } };
}

/** What a host is sent of its dumps, with the log-in that is made by hand here. */
export async function dumpsOn(host: DatabaseHost, changes: ServerChanges = {}): Promise<Envelope> {
  const envelope = envelopeOf(await declaredOn(host, changes), "proj-pg01-dump-job");
  const logIn = credentialsFile({ accessKey: "proj-pg01-user", secretKey });
  return { ...envelope, secrets: { ...envelope.secrets, "s3-credentials": logIn } };
}

/** A host whose server archives its log. */
export async function archivingHost(): Promise<DatabaseHost> {
  const host = await hostWithUser();
  const { code, err } = await host.act("create", await stanzaOn(host));
  if (code === 0) return host;
  await host.remove();
  throw new Error(err);
}
