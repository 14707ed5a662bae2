import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { until } from "../../support/until";
import { Agent, openFor } from "./agent";

/** What is asked of PBS ends at once: here it counts when a round is made, not what it brings. */
const source = { repository: "r", fingerprint: "", secret: "", clientKey: "{}" };

const day = 86_400;
const closed = () => openFor(1, new Date(Date.now() - 3_600_000));

let agent: Agent;
beforeEach(() => {
  agent = new Agent(source, { url: "http://127.0.0.1:9" }, "/usr/bin/false");
  agent.replaceClient("snapshot", "echo '[]'");
});
afterEach(() => agent.remove());

function metric(name: string): string | undefined {
  const text = fs.readFileSync(agent.at("metrics/offsite-export-vm.prom"), "utf8");
  return new RegExp(`^offsite_export_${name}\\{job_name="vm"\\} (.*)$`, "m").exec(text)?.[1];
}

const wasMade = {
  code: 1,
  err: expect.stringContaining("vm/100 has no verified snapshot") as string,
};

/** Another export that has the lock until it is ended. */
async function anotherExport(): Promise<() => void> {
  fs.mkdirSync(agent.at("state"), { recursive: true, mode: 0o700 });
  const held = agent.at("held");
  const holder = spawn("flock", [agent.at("lock"), "sh", "-c", `: >'${held}'; exec sleep 600`], {
    stdio: "ignore",
    detached: true,
  });
  await until(() => fs.existsSync(held));
  return () => process.kill(-(holder.pid as number));
}

describe("a round", () => {
  it("is made by the next window where another export had the lock to the end of this one", async () => {
    const end = await anotherExport();
    agent.configure({ window: openFor(1) });
    // Five seconds before the window closes.
    agent.passTime(55 - new Date().getUTCSeconds());
    const { code, err } = await agent.run("export", "vm");
    end();

    expect(code).toBe(75);
    expect(err).toContain("the window of vm is over, and another export is still running");
    expect(metric("last_run_exit_code")).toBe("75");
    expect(metric("round_due")).toBe("1");
    agent.passTime(day);
    agent.configure({});
    expect(await agent.run("resume", "vm")).toMatchObject(wasMade);
    expect(metric("round_due")).toBe("0");
    expect(metric("unfinished_guests")).toBe("1");
  });

  it("is made by the next window where its timer fired while none was open", async () => {
    agent.configure({ window: closed() });
    expect((await agent.run("export", "vm")).code).toBe(75);
    expect((await agent.run("resume", "vm")).code).toBe(75);
    expect(metric("round_due")).toBe("1");
    agent.configure({});
    expect(await agent.run("resume", "vm")).toMatchObject(wasMade);
  });

  it("is made by the next window where it was killed while it waited", async () => {
    const end = await anotherExport();
    const killed = agent.run("export", "vm");
    await until(() => fs.existsSync(agent.at("state/vm/due")));
    agent.kill();
    expect((await killed).code).not.toBe(0);
    end();
    expect(await agent.run("resume", "vm")).toMatchObject(wasMade);
  });

  it("is noted although a secret is missing, which fails", async () => {
    fs.rmSync(agent.at("configuration/vm/export-key"));
    const { code, err } = await agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toContain("export-key is missing; apply the stack again");
    expect(metric("last_run_exit_code")).toBe("1");
    expect(metric("round_due")).toBe("1");
  });

  it("fails when none has begun for longer than a month, and is made up for", async () => {
    expect(await agent.run("resume", "vm")).toMatchObject({ code: 0, err: "" });
    agent.passTime(35 * day);
    expect(await agent.run("resume", "vm")).toMatchObject({ code: 0, err: "" });
    expect((await agent.run("status", "vm")).err).not.toContain("has exported every guest");

    agent.passTime(37 * day);
    const { code, err } = await agent.run("resume", "vm");
    expect(code).toBe(1);
    expect(err).toMatch(/ERR no round of vm has begun since \d{4}-\d\d-\d\d, 36 days are allowed/);
    expect(err).toContain("vm/100 has no verified snapshot");
  });

  it("fails when the last one that was noted is of the future, and is made up for", async () => {
    agent.passTime(400 * day);
    await agent.run("resume", "vm");
    agent.passTime(0);
    const { code, err } = await agent.run("resume", "vm");
    expect(code).toBe(1);
    expect(err).toContain("ERR no round of vm has begun");
  });

  it("is of the days that the job says, and of what an earlier version left", async () => {
    // A job without guests has nothing to fail with but that.
    agent.configure({ roundDays: 8, guests: [] });
    fs.mkdirSync(agent.at("state/vm"), { recursive: true });
    const lately = Math.floor(Date.now() / 1000) - 7 * day;
    fs.writeFileSync(agent.at("state/vm/last-success"), `${lately}\n`);
    expect((await agent.run("resume", "vm")).code).toBe(0);
    agent.passTime(2 * day);
    expect((await agent.run("resume", "vm")).code).toBe(1);
    expect(metric("round_days")).toBe("8");
    // Of no guest nothing was exported.
    expect(metric("last_success_timestamp_seconds")).toBe(String(lately));
  });
});

/** From now on the server has a snapshot of a week ago of each guest, and the bucket nothing. */
function listSnapshots(): void {
  const snapshot = {
    ...{ "backup-type": "vm", "backup-time": Math.floor(Date.now() / 1000) - 7 * day },
    files: [
      { filename: "index.json.blob", "crypt-mode": "sign-only", size: 500 },
      { filename: "drive-scsi0.img.fidx", "crypt-mode": "encrypt", size: 4096 },
    ],
    verification: { state: "ok", upid: "UPID:" },
  };
  agent.replaceClient("snapshot", `echo '${JSON.stringify([snapshot])}'`);
  agent.replaceProgram("rclone", "echo '[]'");
}

describe("what failed in a round", () => {
  const twoGuests = {
    guests: [
      { vmid: 100, name: "guest" },
      { vmid: 101, name: "other" },
    ],
  };

  beforeEach(() => agent.replaceProgram("restic", "echo restic 0.18.1"));

  it("has failed until it was tried again, whatever the end of a window stops", async () => {
    agent.configure(twoGuests);
    await agent.run("export", "vm");
    expect(metric("last_run_failures")).toBe("2");
    listSnapshots();
    agent.replaceProgram("rclone", "sleep 7; echo '[]'");
    agent.configure({ ...twoGuests, window: openFor(1) });
    agent.passTime(55 - new Date().getUTCSeconds());
    const { code, err } = await agent.run("resume", "vm");

    expect(err).toContain("the window of vm is over");
    expect(code).toBe(75);
    expect(metric("last_run_failures")).toBe("2");
  });

  it("is an alarm of status, and so are rounds that all fail for longer than a month", async () => {
    await agent.run("export", "vm");
    agent.replaceProgram("rclone", "echo '[]'");
    expect(await agent.run("status", "vm")).toMatchObject({
      code: 1,
      err: expect.stringContaining("ERR guest: the last round could not export it") as string,
    });
    for (const days of [20, 40]) {
      agent.passTime(days * day);
      await agent.run("export", "vm");
    }
    expect((await agent.run("status", "vm")).err).toMatch(
      /ERR no round of vm has exported every guest for \d+ days; 36 are allowed/,
    );
  });

  it("is an alarm of status where an export is in the bucket no more", async () => {
    listSnapshots();
    fs.mkdirSync(agent.at("state/vm/exported"), { recursive: true, mode: 0o700 });
    fs.writeFileSync(
      agent.at("state/vm/exported/100"),
      JSON.stringify({ snapshot: "vm/100/2026-11-22T01:00:00Z", time: 1_795_309_200 }),
    );

    expect((await agent.run("status", "vm")).err).toContain(
      "ERR guest: vm/100/2026-11-22T01:00:00Z was exported, and no whole export of it is in the bucket",
    );
  });
});

describe("a run with nothing to do", () => {
  it("writes its metrics, and renews no success", async () => {
    expect((await agent.run("resume", "vm")).code).toBe(0);
    expect(metric("last_run_exit_code")).toBe("0");
    expect(Number(metric("last_run_timestamp_seconds"))).toBeGreaterThan(Date.now() / 1000 - 600);
    expect(metric("last_success_timestamp_seconds")).toBe("0");
    expect(metric("unfinished_guests")).toBe("0");
  });

  it("fails when it cannot write them", async () => {
    fs.writeFileSync(agent.at("metrics"), "a file");
    const { code, err } = await agent.run("resume", "vm");
    expect(code).toBe(1);
    expect(err).toContain(`ERR the metrics could not be written to ${agent.at("metrics")}`);
  });

  it("fails when its disk is full, and leaves what the monitoring has", async () => {
    const file = agent.at("metrics/offsite-export-vm.prom");
    fs.mkdirSync(agent.at("metrics"));
    fs.writeFileSync(file, "earlier\n");
    fs.symlinkSync("/dev/full", `${file}.new`);
    const { code, err } = await agent.run("resume", "vm");

    expect(code).toBe(1);
    expect(err).toContain("ERR the metrics could not be written");
    expect(fs.readFileSync(file, "utf8")).toBe("earlier\n");
  });

  it.each(["", "{", "[]", "{}"])(
    "fails with a configuration that is %p, and loses no round that was noted",
    async (text) => {
      await agent.run("export", "vm");
      const before = fs.readdirSync(agent.at("state/vm")).sort();
      fs.writeFileSync(agent.at("configuration/vm/config.json"), text);
      const { code, err } = await agent.run("export", "vm", "--ignore-window");

      expect(code).toBe(1);
      expect(err).toMatch(
        /config\.json makes no sense \(it has no estate\); apply the stack again\n$/,
      );
      expect(fs.readdirSync(agent.at("state/vm")).sort()).toEqual(before);
    },
  );
});

describe("the lock", () => {
  it("lies where root alone may write, whoever made the directory before", async () => {
    fs.mkdirSync(agent.at("state"), { mode: 0o777 });
    fs.chmodSync(agent.at("state"), 0o777);
    agent.lock = undefined;
    await agent.run("export", "vm");
    expect(fs.statSync(agent.at("state")).mode & 0o777).toBe(0o700);
    expect(fs.existsSync(agent.at("state/lock"))).toBe(true);
  });

  it("fails in a directory that others may write into", async () => {
    fs.mkdirSync(agent.at("open"));
    fs.chmodSync(agent.at("open"), 0o1777);
    agent.lock = agent.at("open/lock");
    const { code, err } = await agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toContain(`others may write into ${agent.at("open")}`);
  });

  // Nobody but root can make what is another user's.
  (process.getuid?.() === 0 ? it : it.skip)("fails with state that is another user's", async () => {
    fs.mkdirSync(agent.at("state"));
    fs.chownSync(agent.at("state"), 65534, 65534);
    const { code, err } = await agent.run("export", "vm");
    expect(code).toBe(1);
    expect(err).toMatch(/state belongs to nobody, not to root: somebody else made it/);
  });
});
