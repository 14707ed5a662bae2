import * as pulumi from "@pulumi/pulumi";
import { type ObjectNoun } from "../../../components/pbs/object-kinds";
import { PbsObject } from "../../../components/pbs/object";
import { type Envelope, openEnvelope } from "../../../components/remote/envelope";
import { defineHost, type Host } from "../../../components/remote/host";
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

/** What would be sent for an object that is nothing but its properties. */
export function objectEnvelope(
  noun: ObjectNoun,
  name: string,
  declared: object,
  secrets: Readonly<Record<string, string>> = {},
): Promise<Envelope> {
  return envelopeOf(
    (host) =>
      new PbsObject(noun, name, {
        host,
        port: 8007,
        declared,
        secrets: Object.fromEntries(
          Object.entries(secrets).map(([key, value]) => [key, pulumi.secret(value)]),
        ),
      }),
  );
}
