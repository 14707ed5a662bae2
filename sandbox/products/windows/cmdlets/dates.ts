import { DateTime } from "../interpreter/values/date-time";
import { TimeSpan } from "../interpreter/values/time-span";
import { type Cmdlet } from "./cmdlet";
import { dateType } from "./parameter-types";

/** Dates and lengths of time. */
export const dateCmdlets: readonly Cmdlet[] = [
  {
    name: "Get-Date",
    parameters: [],
    run: ({ session }) => new DateTime(session.host.now()),
  },
  {
    name: "New-TimeSpan",
    parameters: [
      { name: "Start", type: dateType, position: 0 },
      { name: "End", type: dateType, position: 1 },
    ],
    run: ({ session, given }) => {
      const at = (name: string) =>
        given.has(name) ? given.instance(name, DateTime).milliseconds : session.host.now();
      return new TimeSpan(given.has("Start") || given.has("End") ? at("End") - at("Start") : 0);
    },
  },
];
