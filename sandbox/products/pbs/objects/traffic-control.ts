import { type Command } from "../command-line/command";
import { outputFormat, printRows } from "../command-line/output";
import { type ConfigFile, readConfig } from "../config/config-file";
import {
  cidrSchema,
  commentSchema,
  dailyDurationFormat,
  nameSchema,
  userIdSchema,
} from "../schema/formats";
import { text } from "../schema/scalars";
import { list } from "../schema/schema";
import {
  doesNotExist,
  duplicateParameter,
  type ObjectProperties,
  type ObjectType,
  trimmedComment,
} from "./object-type";
import { rateProperties } from "./rate-limits";
import { rowOf } from "./row";

const properties: ObjectProperties = {
  network: {
    schema: list("Rule applies to Source IPs within this networks", cidrSchema),
    required: true,
  },
  ...rateProperties,
  comment: { schema: commentSchema, deletable: true, updated: trimmedComment },
  timeframe: {
    schema: list(
      "Enable the rule at specific times",
      text("Timeframe to specify when the rule is active.", { format: dailyDurationFormat }),
    ),
    deletable: true,
  },
  users: {
    schema: list(
      "Rule applies to authenticated API requests of any of these users (overrides IP-only rules)",
      userIdSchema,
    ),
    deletable: true,
  },
};

const idSchema = nameSchema("Rule ID.");

const file: ConfigFile = {
  name: "traffic-control.cfg",
  lock: ".traffic-control.lck",
  sections: { rule: { id: idSchema, properties } },
};

/** Bandwidth limits of networks and times. */
export const trafficControl: ObjectType = {
  file,
  section: "rule",
  idName: "name",
  idSchema,
  noun: "traffic control rule",
  properties,
  columns: [
    "name",
    "rate-in",
    "burst-in",
    "rate-out",
    "burst-out",
    "network",
    "timeframe",
    "comment",
  ],
  duplicate: duplicateParameter("name", "traffic control rule"),
  missing: doesNotExist("traffic control rule"),
};

/** `traffic-control traffic`: nothing flows through a stand-in that is not asked at this moment. */
export const currentTraffic: Command = {
  description: "Show current traffic for all rules.",
  positional: [],
  parameters: outputFormat,
  throughDaemon: true,
  execute(values, context) {
    const rows = readConfig(file).sections.map((section) => ({
      ...rowOf(trafficControl, section),
      "cur-rate-in": 0,
      "cur-rate-out": 0,
    }));
    printRows(context, values, rows, ["name", "cur-rate-in", "cur-rate-out"]);
    return undefined;
  },
};
