import { type Clock } from "../../../lib/progress/clock";
import { runSteps } from "../../../lib/progress/steps";
import { StepsFailed } from "../../../lib/progress/steps-failed";
import { step, type Step } from "../../../lib/progress/step";

/** A clock that stands still until `pass` moves it. */
class HandClock implements Clock {
  private time = 0;
  private readonly timers = new Set<{ period: number; next: number; tick: () => void }>();

  now(): number {
    return this.time;
  }

  every(period: number, tick: () => void): () => void {
    const timer = { period, next: this.time + period, tick };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  get running(): number {
    return this.timers.size;
  }

  pass(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (this.time += 100; this.time <= end; this.time += 100) {
      for (const timer of this.timers) {
        if (timer.next > this.time) continue;
        timer.next += timer.period;
        timer.tick();
      }
    }
    this.time = end;
  }
}

class Screen {
  text = "";
  constructor(
    readonly isTTY: boolean = false,
    readonly columns = 80,
  ) {}

  write(text: string): void {
    this.text += text;
  }

  get lines(): string[] {
    return this.text.split("\n").filter((line) => line !== "");
  }
}

/** A step that ends when the test says so. */
function held<T>(name: string, needs: readonly Step[] = []) {
  let release: (value: T) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  let detail: (text: string) => void = () => undefined;
  let isStarted = false;
  const ended = new Promise<T>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  const made = step<T>(
    name,
    (control) => {
      isStarted = true;
      detail = (text) => control.detail(text);
      return ended;
    },
    needs,
  );
  return {
    step: made,
    isStarted: () => isStarted,
    release: (value: T) => release(value),
    fail: (error: Error) => fail(error),
    detail: (text: string) => detail(text),
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

let clock: HandClock;

beforeEach(() => {
  clock = new HandClock();
});

test("independent steps run side by side, and a step waits for what it needs", async () => {
  const [left, right] = [held<number>("left"), held<number>("right")];
  const sum = step(
    "sum",
    async (control) => control.result(left.step) + control.result(right.step),
    [left.step, right.step],
  );
  const last = held<string>("last", [sum]);
  const results = runSteps([last.step], { output: new Screen(), clock });
  await settle();
  expect([left.isStarted(), right.isStarted()]).toEqual([true, true]);
  left.release(1);
  await settle();
  expect(last.isStarted()).toBe(false);
  right.release(2);
  await settle();
  expect(last.isStarted()).toBe(true);
  last.release("end");
  expect((await results).of(sum)).toBe(3);
  expect((await results).of(last.step)).toBe("end");
});

test("a step that several others need runs once", async () => {
  let runs = 0;
  const shared = step("shared", async () => (runs += 1));
  const users = ["a", "b"].map((name) => step(name, async (c) => c.result(shared), [shared]));
  const results = await runSteps([...users, shared], { output: new Screen(), clock });
  expect(users.map((user) => results.of(user))).toEqual([1, 1]);
});

test("a quick step gets one closing line with its last detail and its time", async () => {
  const screen = new Screen();
  const quick = step("MinIO", async (control) => {
    control.detail("looking");
    control.detail("from cache");
    clock.pass(300);
  });
  await runSteps([quick], { output: screen, clock });
  expect(screen.text).toBe("✓ MinIO (from cache) 0.3 s\n");
});

test("a long step is named after a second and again every 20 s where lines cannot be rewritten", async () => {
  const screen = new Screen();
  const long = held<void>("Pulumi CLI");
  const results = runSteps([long.step], { output: screen, clock });
  await settle();
  clock.pass(900);
  expect(screen.text).toBe("");
  clock.pass(10_000);
  long.detail("building, 312 packages");
  clock.pass(31_100);
  long.release();
  await results;
  expect(screen.lines).toEqual([
    "… Pulumi CLI 1.0 s",
    "… Pulumi CLI (building, 312 packages) 21.0 s",
    "… Pulumi CLI (building, 312 packages) 41.0 s",
    "✓ Pulumi CLI (building, 312 packages) 42.0 s",
  ]);
});

test("a terminal shows all running steps on one live line, which a closing line replaces", async () => {
  const screen = new Screen(true);
  const [one, two] = [held<void>("one"), held<void>("two")];
  const results = runSteps([one.step, two.step], { output: screen, clock });
  await settle();
  one.detail("half");
  clock.pass(400);
  one.release();
  await settle();
  two.release();
  await results;
  expect(screen.text.split("\r\x1b[K").slice(1)).toEqual([
    "… one (half) 0.2 s · two 0.2 s",
    "… one (half) 0.4 s · two 0.4 s",
    "✓ one (half) 0.4 s\n",
    "✓ two 0.4 s\n",
    "",
  ]);
});

test("the live line never grows wider than the terminal", async () => {
  const screen = new Screen(true, 20);
  const wide = held<void>("a name that is much too wide");
  const results = runSteps([wide.step], { output: screen, clock });
  await settle();
  clock.pass(200);
  expect(screen.text).toBe("\r\x1b[K… a name that is m…");
  wide.release();
  await results;
});

test("the clock is given back when the steps have ended, well or badly", async () => {
  await runSteps([step("good", async () => 1)], { output: new Screen(), clock });
  const bad = step("bad", async () => Promise.reject(new Error("no")));
  await expect(runSteps([bad], { output: new Screen(), clock })).rejects.toThrow("no");
  expect(clock.running).toBe(0);
});

describe("fails", () => {
  test("after the independent steps have ended, with every fault and what was not tried", async () => {
    const screen = new Screen();
    const [bad, slow] = [held<void>("bad"), held<void>("slow")];
    const dependant = held<void>("dependant", [bad.step]);
    const grandchild = held<void>("grandchild", [dependant.step]);
    const worse = step("worse", async () => {
      throw new Error("second fault\nmend it so");
    });
    const ended = runSteps([bad.step, slow.step, grandchild.step, worse], {
      output: screen,
      clock,
    }).catch((error: unknown) => error);
    await settle();
    bad.fail(new Error("first fault"));
    await settle();
    slow.release();
    const error = await ended;
    expect(error).toBeInstanceOf(StepsFailed);
    expect((error as StepsFailed).message).toBe(
      [
        "✗ bad:",
        "  first fault",
        "✗ worse:",
        "  second fault",
        "  mend it so",
        "Not tried because of this: dependant, grandchild.",
      ].join("\n"),
    );
    expect(dependant.isStarted()).toBe(false);
    expect(screen.lines).toEqual(["✗ worse 0.0 s", "✗ bad 0.0 s", "✓ slow 0.0 s"]);
  });

  test("with one paragraph for steps that share a fault", async () => {
    const broken = (name: string) => step(name, async () => Promise.reject(new Error("no Go")));
    await expect(
      runSteps([broken("MinIO"), broken("mc")], { output: new Screen(), clock }),
    ).rejects.toThrow(/^✗ MinIO, mc:\n {2}no Go$/);
  });

  test("when a step asks for the result of one it did not name among its needs", async () => {
    const other = step("other", async () => 1);
    const nosy = step("nosy", async (control) => control.result(other));
    await expect(runSteps([other, nosy], { output: new Screen(), clock })).rejects.toThrow(
      'The result of the step "other" was asked for',
    );
  });

  test("when a result is asked for that was not run", async () => {
    const results = await runSteps([], { output: new Screen(), clock });
    expect(() => results.of(step("never", async () => 1))).toThrow('"never"');
  });
});
