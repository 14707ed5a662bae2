import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { RemoteObject } from "../remote/remote-object";
import { remoteScript } from "../remote/script";
import {
  leastBackrest,
  serverSettings,
  socketDirectory,
  type StanzaFacts,
  stanzaOptions,
} from "./options";

/** What a server is, where its backups go, and what opens them. */
export interface PostgresStanzaArgs extends Omit<StanzaFacts, "bucket"> {
  readonly host: Host;
  readonly version: number;
  /** Directory of its programs. */
  readonly programs: string;
  /** Its name, once it is versioned and encrypted. */
  readonly bucket: pulumi.Output<string>;
  /** The passphrase of the repository. */
  readonly cipher: pulumi.Input<string>;
  readonly accessKey: pulumi.Input<string>;
  readonly secretKey: pulumi.Input<string>;
  /** Once it is there the keys may do what they are for. */
  readonly ready: pulumi.Resource;
}

/**
 * Tells a PostgreSQL to archive its log with pgBackRest, encrypted, makes the stanza and checks that a segment arrives.
 * Destroying it ends the archiving and leaves every backup.
 */
export class PostgresStanza extends EstateComponent<
  Omit<StanzaFacts, "bucket"> & { readonly host: string; readonly version: number }
> {
  /** What has to be there before anything is backed up. */
  readonly archiving: RemoteObject;

  constructor(name: string, args: PostgresStanzaArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, version, programs, bucket, cipher, accessKey, secretKey, ready, ...facts } = args;
    super(
      {
        type: "backup:postgres:Stanza",
        onRemoval: "its log is no longer archived; every backup stays in the repository",
      },
      name,
      { host: host.name, version, ...facts },
      opts,
    );
    const secrets = {
      "repo1-cipher-pass": cipher,
      "repo1-s3-key": accessKey,
      "repo1-s3-key-secret": secretKey,
    };
    this.archiving = new RemoteObject(
      this.childName("archiving"),
      {
        host,
        kind: "postgres stanza",
        identity: facts.stanza,
        script: remoteScript(path.join(__dirname, "scripts", "stanza.sh")),
        document: {
          server: serverSettings(version, facts),
          options: bucket.apply((name) => ({
            [facts.stanza]: stanzaOptions({ ...facts, bucket: name }),
          })),
          elsewhere: [],
          secrets: Object.fromEntries(Object.keys(secrets).map((key) => [key, "as declared"])),
          stanza: "ok",
          archiving: "working",
        },
        settings: {
          programs,
          port: facts.port,
          sockets: socketDirectory,
          least: leastBackrest[version],
        },
        secrets,
      },
      { parent: this, dependsOn: [ready] },
    );
    this.registerOutputs({});
  }
}
