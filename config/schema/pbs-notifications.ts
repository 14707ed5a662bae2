import { z } from "zod";
import { account } from "./pbs-access";
import {
  address,
  comment,
  dailyDuration,
  listOf,
  mailAddress,
  port,
  proxmoxLine,
  safeId,
  serviceUrl,
  templateUrl,
  text,
  wholeText,
} from "./values";

/** Names of endpoints and matchers: 2 to 32 characters. Source: proxmox-notify. */
const entityName = safeId.min(2).max(32);

const common = {
  comment: comment.optional().describe("A line beside it in the product's lists. Default: none."),
};

const recipients = {
  mailto: listOf(mailAddress)
    .min(1)
    .optional()
    .describe("The addresses that mail goes to. Default: none besides `mailtoUser`."),
  mailtoUser: listOf(account)
    .min(1)
    .optional()
    .describe(
      "Users of the server, whose addresses it knows, that mail goes to. Default: none besides `mailto`.",
    ),
  author: proxmoxLine
    .optional()
    .describe(
      "The name that mail is sent under. Default: the product's, Proxmox Backup Server and the host.",
    ),
};

const typeWords = "How a notification travels.";

const headerName = text(
  /^[A-Za-z0-9][A-Za-z0-9-]*$/,
  "the name of a header: letters, digits and dashes",
  "write it as HTTP does, such as Content-Type",
);

const secretName = text(
  /^[A-Za-z0-9_][A-Za-z0-9_-]*$/,
  "a name: letters, digits, dashes and underscores",
  "rename it",
);

const endpoint = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("sendmail").describe(typeWords),
    ...recipients,
    fromAddress: mailAddress
      .optional()
      .describe("The address that mail comes from. Default: the server's own."),
    ...common,
  }),
  z.strictObject({
    type: z.literal("gotify").describe(typeWords),
    server: serviceUrl.describe("Where Gotify answers; its token is a secret of the stack."),
    ...common,
  }),
  z.strictObject({
    type: z.literal("smtp").describe(typeWords),
    server: address.describe("The mail server that takes it."),
    port: port
      .optional()
      .describe(
        "Where that server answers. Default: 465 for tls, 587 for starttls, 25 for insecure.",
      ),
    mode: z
      .enum(["insecure", "starttls", "tls"])
      .default("tls")
      .describe("How the way to that server is encrypted; `insecure`: not at all."),
    username: proxmoxLine
      .optional()
      .describe(
        "The account of that server, whose password is a secret of the stack. Default: no log-in.",
      ),
    fromAddress: mailAddress.describe("The address that mail comes from."),
    ...recipients,
    ...common,
  }),
  z.strictObject({
    type: z.literal("webhook").describe(typeWords),
    url: templateUrl.describe("Where the request goes."),
    method: z
      .enum(["post", "put", "get"])
      .default("post")
      .describe("The method of HTTP that the receiver wants."),
    header: z
      .record(headerName, proxmoxLine.describe("The value of this header."))
      .optional()
      .describe("Headers of the request, by their names. Default: none."),
    body: wholeText
      .optional()
      .describe("What is sent, a template in the product's Handlebars. Default: nothing."),
    secrets: listOf(secretName)
      .default([])
      .describe("Names of secrets of the stack that the templates can use."),
    ...common,
  }),
]);

/** `backup:pbs.notificationEndpoints`: where notifications can go. */
export const notificationEndpoints = z.record(
  entityName,
  endpoint.describe("Where notifications can go."),
);

const severities = ["info", "notice", "warning", "error", "unknown"] as const;

/** What the server sends; the table of its manual names the verification wrongly. */
const eventTypes = [
  "acme",
  "gc",
  "package-updates",
  "prune",
  "sync",
  "tape-backup",
  "tape-load",
  "verify",
  "system-mail",
] as const;

const fieldValues = {
  type: listOf(z.enum(eventTypes))
    .min(1)
    .optional()
    .describe("What happened: one of these events. Default: any."),
  datastore: listOf(safeId)
    .min(1)
    .optional()
    .describe("Where it happened: one of these datastores. Default: any."),
};

/** `backup:pbs.notificationMatchers`: which notifications go to which endpoints. */
export const notificationMatchers = z.record(
  entityName,
  z
    .strictObject({
      target: listOf(entityName)
        .min(1)
        .describe(
          "The endpoints that get what matches, by their names in `notificationEndpoints`.",
        ),
      mode: z
        .enum(["all", "any"])
        .optional()
        .describe(
          "Whether all conditions must be met or any one of them. Default: the product's, all.",
        ),
      invertMatch: z
        .boolean()
        .optional()
        .describe("Whether what does not match is sent instead. Default: the product's, false."),
      severities: listOf(z.enum(severities))
        .min(1)
        .optional()
        .describe("How grave a notification must be to match. Default: any."),
      fields: z
        .strictObject(fieldValues)
        .optional()
        .describe("What a notification must be about to match. Default: anything."),
      matchCalendar: listOf(dailyDuration)
        .min(1)
        .optional()
        .describe("The times at which a notification matches. Default: any."),
      ...common,
    })
    .describe("Which notifications go to which endpoints."),
);
