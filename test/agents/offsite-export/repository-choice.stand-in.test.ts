import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { Agent } from "./agent";

const source = { repository: "", fingerprint: "", secret: "unused", clientKey: "{}" };
const now = Math.floor(Date.now() / 1000);
const day = 86_400;

let agent: Agent;
beforeEach(() => {
  agent = new Agent(source, { url: "" }, "/usr/bin/false", "pgbackrest");
  agent.configure({ stanza: "proj", databaseBackup: "database-backup" });
  agent.replaceProgram(
    "runuser",
    `[ "$1 $2 $3" = "-u postgres --" ] || exit 64\nshift 3\nexec "$@"`,
  );
  verifiedUntil(now);
});
afterEach(() => agent.remove());

/** The database-backup agent has read all that ended by then. */
function verifiedUntil(time: number): void {
  agent.replaceProgram("database-backup", `[ "$*" = "verified proj" ] && echo ${time}`);
}

/** A backup of some days ago, as `pgbackrest info` has it. */
function backup(daysAgo: number, changes: Readonly<Record<string, unknown>> = {}) {
  const stop = now - daysAgo * day;
  return {
    ...{ label: `${daysAgo}F`, type: "full", reference: null, error: false },
    ...{ database: { id: 1, "repo-key": 1 }, timestamp: { start: stop - 60, stop } },
    ...{ archive: { start: "000000010000000000000003", stop: "000000010000000000000003" } },
    ...{ info: { repository: { delta: 1000, size: 1000 } } },
    ...changes,
  };
}

function says(backups: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}): void {
  const archive = [{ database: { id: 1 }, id: "16-1", max: "000000010000000000000009" }];
  const status = { code: 0, message: "ok" };
  const proj = {
    name: "proj",
    cipher: "aes-256-cbc",
    status,
    archive,
    backup: backups,
    ...changes,
  };
  fs.writeFileSync(agent.at("info"), JSON.stringify([{ name: "another" }, proj]));
  agent.replaceProgram("pgbackrest", `cat '${agent.at("info")}'`);
}

async function judged() {
  const { chosen, alarms } = JSON.parse(await agent.ask("judge_snapshots proj")) as {
    chosen: { time: number; set: { name: string }[]; log: object } | null;
    alarms: string[];
  };
  return {
    chosen: chosen?.set.map(({ name }) => name),
    alarms: alarms.map((alarm) => alarm.replace(/stanza\/proj\/\S+/, "S")),
  };
}

const none = "stanza/proj has no verified snapshot; nothing unverified is exported";

describe("the backup that is exported", () => {
  it("is the newest that was verified, with all that it depends on and the log from the first of them", async () => {
    says([
      backup(3),
      backup(2, {
        label: "3F_2D",
        reference: ["3F"],
        archive: { start: "000000010000000000000005" },
      }),
      backup(1, {
        label: "3F_1D",
        reference: ["3F"],
        archive: { start: "000000010000000000000007" },
      }),
    ]);
    expect(await judged()).toEqual({ chosen: ["3F", "3F_1D"], alarms: [] });
    const { chosen } = JSON.parse(await agent.ask("judge_snapshots proj")) as { chosen: object };
    expect(chosen).toMatchObject({
      snapshot: `stanza/proj/${new Date((now - day) * 1000).toISOString().replace(".000", "")}`,
      archives: ["repository.tar"],
      log: { id: "16-1", first: "0000000000000003", last: "000000010000000000000009" },
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "of damaged pages",
      { error: true },
      "S has pages that were damaged in production when it was made",
    ],
    [
      "that depends on one that is gone",
      { reference: ["9F"] },
      "S depends on a backup that is not there",
    ],
    ["of the future", { timestamp: { stop: now + day } }, "S is dated in the future"],
    ["of a time that no calendar has", { timestamp: { stop: 1e12 } }, "S is dated in the future"],
  ])("is never one %s, and that there is one is an alarm", async (_, changes, alarm) => {
    says([backup(2), backup(1, changes)]);
    expect(await judged()).toEqual({ chosen: ["2F"], alarms: [alarm] });
    says([backup(1, changes)]);
    expect(await judged()).toEqual({ chosen: undefined, alarms: [alarm, none] });
  });

  it("is never one that depends on damaged pages", async () => {
    says([backup(2, { error: true }), backup(1, { label: "2F_1D", reference: ["2F"] })]);
    expect((await judged()).chosen).toBeUndefined();
  });

  it("is older than what nobody has read again yet; whoever waits for that too long is told", async () => {
    verifiedUntil(now - 2 * day);
    says([backup(2), backup(1)]);
    expect(await judged()).toEqual({ chosen: ["2F"], alarms: [] });
    verifiedUntil(now - 20 * day);
    says([backup(20), backup(1)]);
    expect(await judged()).toEqual({
      chosen: ["20F"],
      alarms: [
        expect.stringMatching(/^S is the newest that is verified, and stanza\S+ is not verified$/),
      ],
    });
    verifiedUntil(0);
    expect((await judged()).chosen).toBeUndefined();
    agent.replaceProgram("database-backup", "exit 1");
    expect((await judged()).chosen).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "that is not encrypted",
      { cipher: "none" },
      "is encrypted with none, and only aes-256-cbc goes out",
    ],
    [
      "that does not open",
      {
        status: { code: 99, message: "other" },
        repo: [{ status: { code: 99, message: "[CryptoError] a\u0007b" } }],
      },
      "is not well: [CryptoError] a?b; other",
    ],
    ["of another stanza alone", { name: "elsewhere" }, "does not say of the stanza proj how it is"],
  ])("comes from no repository %s", async (_, changes, words) => {
    says([backup(1)], changes);
    await expect(judged()).rejects.toThrow(words);
  });
});

describe("the archive", () => {
  /** What is chosen of the listing: one object. */
  const choose = (name: string, size: number) =>
    fs.writeFileSync(agent.at("chosen"), `${size}\t1796020607\t${name}\n`);

  it.each([
    ["of 100 bytes", `backup/proj/${"n".repeat(88)}`],
    ["of 101 bytes", `backup/proj/${"n".repeat(89)}`],
    ["of 255 bytes", `${"d".repeat(154)}/${"n".repeat(100)}`],
    [
      "with signs that printf and awk take for their own",
      "backup/proj/100%s\\n \\\\ 'quoted' \"twice\" $HOME & é",
    ],
  ])("has a name %s as it is", async (_, name) => {
    choose(name, 5);
    const header = await agent.ask(
      `tar_headers <'${agent.at("chosen")}' | { IFS=$tab read -r size name header; printf "$header"; printf 12345; head -c 507 /dev/zero; head -c 1024 /dev/zero; } >'${agent.at("made.tar")}'`,
    );
    expect(header).toBe("");
    const { stdout } = spawnSync(
      "tar",
      ["--list", "--verbose", "--quoting-style=literal", "-f", agent.at("made.tar")],
      {
        encoding: "utf8",
        env: { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" },
      },
    );
    expect(stdout).toMatch(/^-rw-r----- 0\/0 +5 2026-11-30 06:36 /);
    expect(stdout.trimEnd().slice(stdout.indexOf("06:36 ") + 6)).toBe(name);
  });

  it("that lacks log between its backups says which, and goes out all the same", async () => {
    const told = (gone: number) => {
      const names = [3, 4, 5, 6, 7, 8, 9].filter((n) => n !== gone);
      const lines = names.map((n) => {
        const segment = `00000001000000000000000${n}`;
        return `16\t0\tarchive/proj/16-1/0000000100000000/${segment}-${"a".repeat(40)}.gz\n`;
      });
      fs.writeFileSync(agent.at("chosen"), lines.join(""));
      const log = { first: "0000000000000003", last: "000000010000000000000009" };
      return agent.ask(
        `mkdir -p "$work"; cp '${agent.at("chosen")}' "$work/chosen-objects"; snapshot=S; chosen='${JSON.stringify({ log })}'; warn_of_gaps 2>&1`,
      );
    };
    expect(await told(0)).toBe("");
    expect(await told(5)).toBe(
      "offsite-export: WARN S: the log lacks 000000010000000000000005, so that no moment from there to the end of the next backup, or to the end of the log, can be had back from this export\n",
    );
  });

  it.each([
    [
      "a name of 256 bytes",
      `${"d".repeat(155)}/${"n".repeat(101)}`,
      1,
      /^fault\tthe name d+\/n+ is longer than a tar archive has room for\n$/,
    ],
    [
      "a name without a slash where one is wanted",
      "n".repeat(101),
      1,
      /^fault\tthe name n+ is longer/,
    ],
    [
      "more than 8 GiB",
      "backup/proj/large",
      8 * 1024 ** 3,
      /^fault\tbackup\/proj\/large has 8589934592 bytes, more than/,
    ],
  ])("refuses %s by its name", async (_, name, size, words) => {
    choose(name, size);
    expect(await agent.ask(`tar_headers <'${agent.at("chosen")}'`)).toMatch(words);
  });
});
