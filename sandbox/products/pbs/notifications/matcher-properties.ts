import { parseDailyDuration } from "../../proxmox/calendar/daily-duration";
import { type ObjectProperties } from "../objects/object-type";
import { flag, type Format, oneOf, text } from "../schema/scalars";
import { list } from "../schema/schema";
import { entityCommentSchema, entityNameSchema } from "./entity";
import { matchFieldSchema } from "./match-field";

const severities = ["info", "notice", "warning", "error", "unknown"] as const;

/** How grave a notification is. */
export type Severity = (typeof severities)[number];

const severityFormat: Format = {
  typeText: "<string>",
  check(value) {
    const unknown = value
      .split(",")
      .map((item) => item.trim())
      .find((item) => !severities.includes(item as Severity));
    if (unknown !== undefined) throw new Error(`invalid severity ${unknown}`);
  },
};

const calendarFormat: Format = {
  typeText: "<string>",
  check(value) {
    try {
      parseDailyDuration(value);
    } catch (error) {
      throw new Error(`could not parse schedule: ${(error as Error).message}`);
    }
  },
};

/** A matcher's properties besides its name. */
export const matcherProperties: ObjectProperties = {
  target: { schema: list("Targets to notify.", entityNameSchema), deletable: true },
  mode: {
    schema: text("Choose between 'all' and 'any' for when multiple properties are specified", {
      format: oneOf("all", "any"),
    }),
    deletable: true,
  },
  "invert-match": { schema: flag("Invert match of the whole matcher."), deletable: true },
  "match-severity": {
    schema: list(
      "List of severity levels to match.",
      text("Severity level to match.", { format: severityFormat }),
    ),
    deletable: true,
  },
  "match-field": {
    schema: list("List of matched metadata fields.", matchFieldSchema),
    deletable: true,
  },
  "match-calendar": {
    schema: list(
      "List of matched severity levels.",
      text("Time stamps to match", { format: calendarFormat }),
    ),
    deletable: true,
  },
  comment: { schema: entityCommentSchema, deletable: true },
  disable: { schema: flag("Disable this matcher."), deletable: true },
};
