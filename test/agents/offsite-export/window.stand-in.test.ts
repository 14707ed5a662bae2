import { type ExportWindow } from "../../../components/offsite/units";
import { Agent } from "./agent";
import { windowEnds } from "./window-ends";

/** Nobody is asked. */
const source = { repository: "r", fingerprint: "", secret: "", clientKey: "" };

let agent: Agent;
beforeEach(() => (agent = new Agent(source, { url: "" }, "/usr/bin/false")));
afterEach(() => agent.remove());

describe("the window", () => {
  const windowEnd = async (window: ExportWindow, now: string) => {
    agent.configure({ window });
    agent.passTime(Math.floor((Date.parse(now) - Date.now()) / 1000));
    const end = Number(await agent.ask("window_end"));
    return end === 0 ? "closed" : new Date(end * 1000).toISOString();
  };
  it.each(windowEnds)("is known %s", async (_, window, now, end) => {
    expect(await windowEnd(window, now)).toBe(end);
  });
});
