import * as pulumi from "@pulumi/pulumi";
import { type Holder } from "../../../components/pbs/acl";
import { PbsMetricServer } from "../../../components/pbs/metric-server";
import { PbsNotificationEndpoint } from "../../../components/pbs/notification-endpoint";
import { PbsNotificationMatcher } from "../../../components/pbs/notification-matcher";
import { type DatastorePart } from "../../../components/pbs/part";
import { PbsRemote } from "../../../components/pbs/remote";
import { PbsS3Endpoint } from "../../../components/pbs/s3-endpoint";
import { type PbsHost } from "../../../components/pbs/server-host";
import { PbsSyncJob } from "../../../components/pbs/sync-job";
import { PbsTrafficControl } from "../../../components/pbs/traffic-control";
import { PbsUser } from "../../../components/pbs/user";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { Product } from "../../../components/product";
import { defineHost, type Host } from "../../../components/remote/host";
import { mapRecord } from "../../../model/record";
import { type RegisteredResource, runProgram, unsealed } from "../../support/estate";

/** What a program registers that defines something on a host. */
export function registered(program: (host: Host) => unknown): Promise<RegisteredResource[]> {
  return runProgram({}, () =>
    program(
      defineHost("pbs01", {
        address: "10.25.10.20",
        port: 22,
        user: "root",
        hostKey: "ssh-ed25519 AAAA",
        privateKey: pulumi.secret("s3cr3t key"),
        platform: "posix",
      }),
    ),
  );
}

/** What would be sent to the host for the one remote object of a program. */
export async function envelopeOf(program: (host: Host) => unknown): Promise<Envelope> {
  const [envelope, ...others] = (await registered(program)).flatMap(
    ({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? [],
  );
  if (envelope === undefined || others.length > 0) throw new Error("not one remote object");
  return envelope;
}

/** A server, for what is defined on one. */
class ServerAlone extends Product<object> {
  constructor() {
    super({ type: "backup:test:Server", onRemoval: "nothing" }, "pbs01", {});
  }
}

export const aServer = (): Product<object> => new ServerAlone();

/** A part of a datastore that is there already. */
export function aPart(storeName: string, namespace?: string): DatastorePart {
  const part = new pulumi.ComponentResource("test:Part", `${storeName}-${String(namespace)}`);
  return Object.assign(part, { storeName, namespace });
}

/** A user or token that is there already. */
export function aHolder(authId: string): Holder {
  return Object.assign(new pulumi.ComponentResource("test:Holder", authId), { authId });
}

type Sealed = Readonly<Record<string, pulumi.Output<string>>>;

/** How each object is made that is nothing but its properties, by its noun. */
const nouns = {
  Remote: (name, server, declared, { password }) =>
    new PbsRemote(name, { ...server, declared, password: password! }),
  SyncJob: (name, { host }, declared) => new PbsSyncJob(name, { host, declared, uses: [] }),
  TrafficControl: (name, { host }, declared) => new PbsTrafficControl(name, { host, declared }),
  S3Endpoint: (name, server, declared, secrets) =>
    new PbsS3Endpoint(name, { ...server, declared, secretKey: secrets["secret-key"]! }),
  User: (name, server, declared, { password }) =>
    new PbsUser(name, { ...server, declared, password }),
  NotificationMatcher: (name, { host }, declared) =>
    new PbsNotificationMatcher(name, { host, declared, endpoints: [] }),
  NotificationEndpoint: (name, server, declared, secrets) =>
    new PbsNotificationEndpoint(name, { ...server, declared, secret: Object.values(secrets)[0] }),
  MetricServer: (name, server, declared, { token }) =>
    new PbsMetricServer(name, { ...server, declared, token }),
} satisfies Record<
  string,
  (name: string, server: PbsHost, declared: never, secrets: Sealed) => pulumi.Resource
>;

/** The nouns of the objects that are nothing but their properties. */
export type ObjectNoun = keyof typeof nouns;

/** What would be sent for an object that is nothing but its properties. */
export function objectEnvelope(
  noun: ObjectNoun,
  name: string,
  declared: object,
  secrets: Readonly<Record<string, string>> = {},
): Promise<Envelope> {
  return envelopeOf((host) => {
    const sealed = mapRecord(secrets, (value) => pulumi.secret(value));
    return nouns[noun](name, { host, port: 8007 }, declared as never, sealed);
  });
}
