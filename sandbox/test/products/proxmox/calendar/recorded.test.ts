import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { recordedEvents } from "../../../../../test/support/recorded-calendar";

/** Both stand-ins read the machine's own clocks, so each zone has a process of its own. */
const program = `
  require("ts-node").register({ transpileOnly: true });
  const { parseCalendarEvent } = require("./sandbox/products/proxmox/calendar/calendar-event");
  const { nextRun } = require("./sandbox/products/proxmox/calendar/next-run");
  const { fourRuns, recordedEvents } = require("./test/support/recorded-calendar");
  const answer = ({ event, from }) => {
    try {
      const parsed = parseCalendarEvent(event);
      return fourRuns(from, (after) => nextRun(parsed, after));
    } catch (error) {
      return error.message.startsWith("unable to parse calendar event at '") ? "refused" : String(error);
    }
  };
  console.log(JSON.stringify(recordedEvents().map(answer)));
`;

function answersIn(TZ: string): string[] {
  const said = execFileSync(process.execPath, ["-e", program], {
    cwd: path.join(__dirname, "../../../../.."),
    env: { ...process.env, TZ },
    encoding: "utf8",
    maxBuffer: 2 ** 25,
  });
  return JSON.parse(said) as string[];
}

describe("the calendar of the stand-ins for Proxmox Backup Server and Proxmox VE", () => {
  it.each(["UTC", "Europe/Berlin", "America/New_York"])(
    "takes, refuses and runs every calendar event as a real server does in %s",
    (zone) => {
      const recorded = recordedEvents();
      const answers = answersIn(zone);
      const ours = recorded.map(({ event }, index) => ({ event, runs: answers[index] }));

      expect(ours).toEqual(recorded.map(({ event, runs }) => ({ event, runs: runs[zone] })));
    },
  );
});
