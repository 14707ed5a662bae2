import { OutsideSubset } from "../interpreter/errors";
import { DateTime, formatDate } from "../interpreter/values/date-time";
import { TimeSpan } from "../interpreter/values/time-span";
import { type Cmdlet } from "./cmdlet";
import { type Parameter } from "./parameter";
import { dateType, intType, switchType, textType } from "./parameter-types";

/** The units of `New-TimeSpan` and their lengths in milliseconds. */
const units = Object.entries(TimeSpan.units);

const unitParameters: readonly Parameter[] = units.map(([name]) => ({
  name,
  type: intType,
  sets: ["length"],
}));

/** Dates and lengths of time. */
export const dateCmdlets: readonly Cmdlet[] = [
  {
    name: "Get-Date",
    parameters: [
      { name: "Date", type: dateType, position: 0, fromPipeline: true },
      { name: "Format", type: textType },
      { name: "AsUTC", type: switchType },
    ],
    run: ({ session, given }) => {
      const wanted = given.has("Date") ? given.instance("Date", DateTime) : undefined;
      const milliseconds = wanted?.milliseconds ?? session.host.now();
      const date = new DateTime(
        milliseconds,
        given.flag("AsUTC") ? "Utc" : (wanted?.kind ?? "Local"),
      );
      if (!given.has("Format")) return date;
      try {
        return formatDate(date, given.text("Format"));
      } catch {
        throw new OutsideSubset(`Get-Date -Format ${given.text("Format")}`);
      }
    },
  },
  {
    name: "New-TimeSpan",
    parameters: [
      { name: "Start", type: dateType, position: 0, sets: ["dates"], fromPipeline: true },
      { name: "End", type: dateType, position: 1, sets: ["dates"] },
      ...unitParameters,
    ],
    run: ({ session, given }) => {
      if (given.has("Start") || given.has("End")) {
        const at = (name: string) =>
          given.has(name) ? given.instance(name, DateTime).milliseconds : session.host.now();
        return new TimeSpan(at("End") - at("Start"));
      }
      const lengths = units.map(([name, length]) => Number(given.get(name, 0)) * length);
      return new TimeSpan(lengths.reduce((sum, each) => sum + each, 0));
    },
  },
];
