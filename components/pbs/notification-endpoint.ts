import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { base64, namedValue, optionNames } from "./options";
import { defineSealedSection, defineSection, type SealedKind, type SealedSecrets } from "./section";
import { type PbsHost } from "./server-host";

interface Recipients {
  readonly mailto?: readonly string[];
  /** Users of the server, whose addresses it knows. */
  readonly mailtoUser?: readonly string[];
  readonly author?: string;
}

interface Sendmail extends Recipients {
  readonly type: "sendmail";
  readonly fromAddress?: string;
}

interface Gotify {
  readonly type: "gotify";
  readonly server: string;
}

interface Smtp extends Recipients {
  readonly type: "smtp";
  readonly server: string;
  /** Default: that of the mode. */
  readonly port?: number;
  readonly mode: "insecure" | "starttls" | "tls";
  /** Whose password is a secret. Default: no log-in. */
  readonly username?: string;
  readonly fromAddress: string;
}

interface Webhook {
  readonly type: "webhook";
  readonly url: string;
  readonly method: "post" | "put" | "get";
  /** By their names. Default: none. */
  readonly header?: Readonly<Record<string, string>>;
  /** A template in the product's Handlebars. Default: nothing is sent. */
  readonly body?: string;
  /** Names of secrets that the template can use: they go another way. */
  readonly secrets: readonly string[];
}

/** Where notifications go. `comment` is one line, by default none. */
export type DeclaredEndpoint = (Sendmail | Gotify | Smtp | Webhook) & { readonly comment?: string };

/** The same, with what nobody else may know. */
export interface PbsNotificationEndpointArgs extends PbsHost {
  readonly declared: DeclaredEndpoint;
  /**
   * The token of Gotify, the password of SMTP, the secrets of a webhook one a line ({@link webhookSecret}). Default:
   * none, as for `sendmail` and for SMTP without a user.
   */
  readonly secret?: pulumi.Input<string> | undefined;
}

const endpointPath = (type: string) => `/config/notifications/endpoints/${type}`;
const endpointTypes = ["sendmail", "gotify", "smtp", "webhook"];

/** All types of endpoints share their names. */
const otherEndpoints = (section: string) =>
  endpointTypes.filter((type) => type !== section).map(endpointPath);

const sealed = (section: string, secrets: SealedKind["secrets"]): SealedKind => ({
  noun: `notification endpoint ${section}`,
  path: endpointPath(section),
  siblings: otherEndpoints(section),
  key: "name",
  file: "notifications-priv.cfg",
  section,
  secrets,
});

const kinds = {
  gotify: sealed("gotify", { token: "text" }),
  smtp: sealed("smtp", { password: "text" }),
  webhook: sealed("webhook", { secret: "list" }),
};

/** Defines where notifications go. Destroying it takes it away; matchers must not lead there any more. */
export class PbsNotificationEndpoint extends EstateComponent<
  { readonly host: string } & DeclaredEndpoint
> {
  constructor(
    name: string,
    args: PbsNotificationEndpointArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { host, declared } = args;
    super(
      { type: "backup:pbs:NotificationEndpoint", onRemoval: "nobody is told there any more" },
      name,
      { host: host.name, ...declared },
      opts,
    );
    this.defineSection(args);
    this.registerOutputs({});
  }

  private defineSection({ host, port, declared, secret }: PbsNotificationEndpointArgs): void {
    const { type, ...rest } = declared;
    const [child, parent] = [this.childName("section"), { parent: this }];
    if (type === "sendmail") {
      const kind = {
        command: "notification endpoint sendmail",
        key: "name",
        removeVerb: "delete",
        siblings: otherEndpoints("sendmail"),
      } as const;
      defineSection(child, host, kind, this.ownName, optionNames(rest), parent);
      return;
    }
    const kind = kinds[type];
    const properties = declared.type === "webhook" ? webhook(declared) : optionNames(rest);
    const [property] = Object.keys(kind.secrets);
    const secrets: SealedSecrets = secret === undefined ? {} : { [String(property)]: secret };
    defineSealedSection(child, host, kind, this.ownName, { properties, secrets, port }, parent);
  }
}

function webhook({ type: _type, header, body, secrets: _secrets, ...declared }: Webhook) {
  return {
    ...optionNames(declared),
    header: header && Object.entries(header).map(([name, value]) => namedValue(name, value)),
    body: body === undefined ? undefined : base64(body),
  };
}

/** Secrets of a webhook as its endpoint is told them: one a line, as the script takes a list. */
export function webhookSecret(
  secrets: readonly (readonly [name: string, value: string])[],
): string {
  return secrets.map(([name, value]) => namedValue(name, value)).join("\n");
}
