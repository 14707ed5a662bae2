import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type Host } from "../remote/host";
import { type PbsNotificationEndpoint } from "./notification-endpoint";
import { optionNames } from "./options";
import { defineSection } from "./section";

/** Which notifications go where. */
export interface DeclaredMatcher {
  /** Names of endpoints. */
  readonly target: readonly string[];
  /** Whether all of what follows must match or any of it. Default: all. */
  readonly mode?: "all" | "any";
  readonly invertMatch?: boolean;
  /** Default: every severity. */
  readonly severities?: readonly string[];
  /** Exact values of what a notification is about, by its name. Default: whatever it is about. */
  readonly fields?: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Default: always. */
  readonly matchCalendar?: readonly string[];
  /** One line. Default: none. */
  readonly comment?: string;
}

/** A matcher, and the endpoints that it leads to. */
export interface PbsNotificationMatcherArgs {
  readonly host: Host;
  readonly declared: DeclaredMatcher;
  readonly endpoints: readonly PbsNotificationEndpoint[];
}

/** Defines which notifications go to which endpoints. Destroying it stops them. */
export class PbsNotificationMatcher extends EstateComponent<
  { readonly host: string } & DeclaredMatcher
> {
  constructor(
    name: string,
    args: PbsNotificationMatcherArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { host, declared, endpoints } = args;
    super(
      {
        type: "backup:pbs:NotificationMatcher",
        onRemoval: "what it matched is no longer told to anybody",
      },
      name,
      { host: host.name, ...declared },
      opts,
    );
    defineSection(
      this.childName("section"),
      host,
      // Endpoints and matchers are deleted, where everything else is removed.
      { command: "notification matcher", key: "name", removeVerb: "delete" },
      this.ownName,
      inWords(declared),
      { parent: this, dependsOn: [...endpoints] },
    );
    this.registerOutputs({});
  }
}

function inWords({ severities, fields, ...declared }: DeclaredMatcher): Record<string, unknown> {
  return {
    ...optionNames(declared),
    "match-severity": severities && [severities.join(",")],
    "match-field":
      fields &&
      Object.entries(fields).flatMap(([name, values]) =>
        values === undefined ? [] : [`exact:${name}=${values.join(",")}`],
      ),
  };
}
