import { type Clock } from "./clock";

/** The part of a stream the display uses; `process.stderr` is one. */
export interface Output {
  readonly isTTY?: boolean;
  /** Width of a terminal in characters. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** One running step on the display. */
export interface StepView {
  detail(text: string): void;
  done(): void;
  failed(): void;
}

/** Shows steps as they begin, go on and end. */
export interface Display {
  /** Begins to show running steps; the returned function ends that and leaves a clean line. */
  open(): () => void;
  start(name: string): StepView;
}

/** A step that is going on. */
interface Running {
  readonly name: string;
  readonly since: number;
  detail: string;
  /** When a line about it was last printed, in the clock's milliseconds. */
  spoken: number | undefined;
}

/** Steps that take less need no line of their own before they end. Milliseconds. */
const firstWordAfter = 1_000;
/** How often a long step is mentioned where lines cannot be rewritten. Milliseconds. */
const heartbeat = 20_000;
/** How often the live line of a terminal is redrawn. Milliseconds. */
const redraw = 200;

const clearLine = "\r\x1b[K";

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

const described = ({ name, detail }: Running) => (detail === "" ? name : `${name} (${detail})`);

/** Keeps `text` on one line of a terminal: a wrapped line cannot be rewritten. */
function clipped(text: string, columns: number): string {
  return text.length < columns ? text : `${text.slice(0, columns - 2)}…`;
}

/** How running steps are shown: a line that ticks on a terminal, a heartbeat elsewhere. */
interface Style {
  readonly period: number;
  /** What to write for the steps that are going on at `now`; may be nothing. */
  running(steps: readonly Running[], now: number): string;
  /** Written before any other line. */
  readonly lineStart: string;
}

function terminalStyle(output: Output): Style {
  return {
    period: redraw,
    lineStart: clearLine,
    running(steps, now) {
      const parts = steps.map((each) => `${described(each)} ${seconds(now - each.since)}`);
      return (
        clearLine + clipped(parts.length > 0 ? `… ${parts.join(" · ")}` : "", output.columns ?? 80)
      );
    },
  };
}

const isDue = (each: Running, now: number) =>
  each.spoken === undefined ? now - each.since >= firstWordAfter : now - each.spoken >= heartbeat;

const plainStyle: Style = {
  period: firstWordAfter,
  lineStart: "",
  running(steps, now) {
    const due = steps.filter((each) => isDue(each, now));
    for (const each of due) each.spoken = now;
    return due.map((each) => `… ${described(each)} ${seconds(now - each.since)}\n`).join("");
  },
};

/** A display on `output`: live on a terminal, plain lines with a heartbeat anywhere else. */
export function createDisplay(output: Output, clock: Clock): Display {
  const style = output.isTTY === true ? terminalStyle(output) : plainStyle;
  const running = new Set<Running>();
  const drawRunning = () => {
    const text = style.running([...running], clock.now());
    if (text !== "") output.write(text);
  };
  const end = (each: Running, mark: string) => {
    running.delete(each);
    const elapsed = seconds(clock.now() - each.since);
    output.write(`${style.lineStart}${mark} ${described(each)} ${elapsed}\n`);
  };
  return {
    open() {
      const stop = clock.every(style.period, drawRunning);
      return () => {
        stop();
        output.write(style.lineStart);
      };
    },
    start(name) {
      const each: Running = { name, since: clock.now(), detail: "", spoken: undefined };
      running.add(each);
      return {
        detail: (text) => (each.detail = text),
        done: () => end(each, "✓"),
        failed: () => end(each, "✗"),
      };
    },
  };
}
