import type * as pulumi from "@pulumi/pulumi";
import { entry, mapRecord } from "../../model/record";
import { type Product } from "../product";
import {
  type DeclaredEndpoint,
  PbsNotificationEndpoint,
  webhookSecret,
} from "./notification-endpoint";
import { type DeclaredMatcher, PbsNotificationMatcher } from "./notification-matcher";
import { type PbsSecrets, secretOf } from "./secrets";
import { type PbsHost } from "./server-host";

/** Who is told of what. */
export interface NotificationArgs extends PbsHost {
  readonly secrets: pulumi.Output<PbsSecrets>;
  readonly notificationEndpoints: Readonly<Record<string, DeclaredEndpoint>>;
  readonly notificationMatchers: Readonly<Record<string, DeclaredMatcher>>;
}

/** An endpoint that every server has and nobody declares. */
const ownEndpoint = "mail-to-root";

/** Defines where notifications go, and which. */
export function defineNotifications(server: Product<object>, args: NotificationArgs): void {
  const { host, port, secrets } = args;
  const endpoints = mapRecord(
    args.notificationEndpoints,
    (declared, name) =>
      new PbsNotificationEndpoint(
        server.childName(name),
        { host, port, declared, secret: secretFor(secrets, name, declared) },
        server.inside(name),
      ),
  );
  mapRecord(args.notificationMatchers, (declared, name) => {
    const targets = declared.target.filter((target) => target !== ownEndpoint);
    return new PbsNotificationMatcher(
      server.childName(name),
      { host, declared, endpoints: targets.map((target) => entry(endpoints, target)) },
      server.inside(name),
    );
  });
}

function secretFor(
  secrets: pulumi.Output<PbsSecrets>,
  name: string,
  declared: DeclaredEndpoint,
): pulumi.Output<string> | undefined {
  const own = () => secretOf(secrets, "notificationEndpoints", name);
  switch (declared.type) {
    case "sendmail":
      return undefined;
    case "gotify":
      return own();
    case "smtp":
      return declared.username === undefined ? undefined : own();
    case "webhook":
      return declared.secrets.length === 0
        ? undefined
        : secrets.apply(({ webhooks }) => {
            const known = entry(webhooks, name);
            return webhookSecret(declared.secrets.map((one) => [one, entry(known, one)]));
          });
  }
}
