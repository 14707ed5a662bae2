import * as fs from "node:fs";
import { type Envelope } from "../../../model/remote/envelope";
import { repositoryPolicy } from "../../../components/postgres/repository-policy";
import { until } from "../../support/until";
import { bucket } from "../../../sandbox/products/postgresql/object-store";
import { type Acted, type DatabaseHost } from "./database-host";
import { archiverOf } from "./archiver";
import { hostWithUser, secretKey, stanzaOn } from "./archiving-host";
import { cipher, type ServerChanges } from "./declared-server";
import { watchedArguments } from "./watched-arguments";

jest.setTimeout(10 * 60_000);

let host: DatabaseHost;
const stanza = (changes?: ServerChanges) => stanzaOn(host, changes);

async function applied(envelope: Envelope, action: "create" | "apply" = "apply"): Promise<unknown> {
  const { code, out, err } = await host.act(action, envelope);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

/** What is told of an apply that must fail. */
async function refused(envelope: Envelope, action: "create" | "apply" = "apply"): Promise<string> {
  const { code, err }: Acted = await host.act(action, envelope);
  expect(code).toBe(1);
  expect(err).not.toContain("s3cr3t");
  return err;
}

const conf = "/etc/pgbackrest/conf.d/proj-pg01.conf";
const secretConf = "/etc/pgbackrest/conf.d/proj-pg01-secret.conf";

function edit(file: string, from: RegExp, to: string): void {
  const before = host.read(file);
  expect(before).toMatch(from);
  fs.writeFileSync(host.at(file), before.replace(from, to));
}

async function alter(assignment: string): Promise<void> {
  await host.sql(`alter system set ${assignment}`);
  await host.sql("select pg_reload_conf(), pg_sleep(0.3)");
}

beforeAll(async () => {
  host = await hostWithUser();
});
afterAll(() => host?.remove());

describe("before anything is changed", () => {
  const untouched = async () => {
    expect(await host.sql("show archive_command")).toBe("");
    expect(fs.existsSync(host.at(conf))).toBe(false);
  };

  it("a server whose log somebody else archives is left alone", async () => {
    await alter("archive_command = 'cp %p /srv/elsewhere/%f'");
    const said = await refused(await stanza(), "create");
    expect(said).toContain("is there already, made by somebody else, so nothing was changed");
    expect(said).toContain('"proj-pg01-stanza-archiving" to backup:adopt');
    await alter("archive_command = ''");
    await untouched();
  });

  it("a server of another version, with its data elsewhere, or that pgBackRest does not know is refused", async () => {
    const other = host.version + 1;
    expect(await refused(await stanza({ declared: { version: other } }))).toContain(
      `PostgreSQL ${host.version} runs there, and ${other} is declared; correct the version in backup:postgres`,
    );
    expect(await refused(await stanza({ declared: { dataDirectory: "/srv/data" } }))).toMatch(
      /the data of this server is in \/var\/lib\/postgresql\/\d+\/main, and \/srv\/data is declared/,
    );
    const envelope = await stanza();
    const young = { ...envelope, settings: { ...envelope.settings, least: "2.99" } };
    expect(await refused(young)).toMatch(
      /pgBackRest is [\d.]+, which does not know PostgreSQL \d+\n.*\n?\s*fix: install 2\.99 or later, such as that of https:\/\/apt\.postgresql\.org/,
    );
    await untouched();
  });

  it("a standby is refused, because its primary is what archives", async () => {
    const programs = "/usr/local/sbin/standby";
    const psql = `${host.programs.directory}/psql`;
    fs.mkdirSync(host.at(programs), { recursive: true });
    const answers = `case $* in *pg_is_in_recovery*) echo t ;; *) exec ${psql} "$@" ;; esac`;
    fs.writeFileSync(host.at(`${programs}/psql`), `#!/bin/sh\n${answers}\n`, { mode: 0o755 });
    const envelope = await stanza();
    const standby = { ...envelope, settings: { ...envelope.settings, programs } };
    expect(await refused(standby)).toMatch(/is a standby[^]*fix: declare the primary/);
    await untouched();
  });

  it("a repository of another server of this name is refused before the server is told anything", async () => {
    const envelope = await stanza();
    const options = Object.values(envelope.document["options"] as Record<string, object>)[0];
    const told = Object.entries({ ...options, ...envelope.secrets })
      .filter(([key]) => key.startsWith("repo1-") || key === "lock-path")
      .map(([key, value]) => `PGBACKREST_${key.toUpperCase().replaceAll("-", "_")}=${value}`);
    const data = "/var/lib/postgresql/another";
    const lock = "PGBACKREST_LOCK_PATH=/tmp/another";
    await host.asPostgres(`${host.programs.directory}/initdb`, "--no-sync", data);
    const pg = ["--stanza=proj-pg01", `--pg1-path=${data}`, "--no-online", "--log-level-file=off"];
    await host.asPostgres("env", ...told, lock, "pgbackrest", ...pg, "stanza-create");
    try {
      expect(await refused(envelope)).toMatch(/backups of another server under this name/);
      expect(await host.sql("show archive_command")).toBe("");
    } finally {
      for (const file of [conf, secretConf]) fs.rmSync(host.at(file), { force: true });
      const all = ["rm", "--recursive", "--force", "--versions", `site/${bucket}/proj-pg01`];
      await host.objects.client(...all);
    }
  });

  it("a server that is down says so, and what to do", async () => {
    expect(await refused(await stanza({ declared: { port: 5999 } }))).toMatch(
      /5999[^]*fix: start PostgreSQL, or correct the port in backup:postgres/,
    );
    await untouched();
  });
});

it("archives the log of a server, encrypted, under a log-in that reaches its own folder alone, with no secret in any argument", async () => {
  const envelope = await stanza();
  const watch = watchedArguments();
  expect(await applied(envelope, "create")).toEqual(envelope.document);
  const seen = watch.stop();
  expect(seen).toContain("stanza-create");
  // Of this server's own: other processes of the machine have secrets of their own.
  for (const secret of [cipher, secretKey]) expect(seen).not.toContain(secret);
  expect(envelope.secrets).toMatchObject({ "repo1-cipher-pass": cipher });

  const { out } = await host.objects.client(
    "cat",
    `site/${bucket}/proj-pg01/archive/proj-pg01/archive.info`,
  );
  expect(out.slice(0, 8)).toBe("Salted__");
  const logIn = ["alias", "set", "server", host.objects.url, "proj-pg01-user", secretKey];
  expect((await host.objects.client(...logIn)).code).toBe(0);
  const own = await host.objects.client("ls", `server/${bucket}/proj-pg01/`);
  const others = await host.objects.client("ls", `server/${bucket}/`);
  expect([own.code, others.code]).toEqual([0, 1]);
});

it("changes nothing a second time", async () => {
  const envelope = await stanza();
  const before = fs.statSync(host.at(conf)).ino;
  expect(await applied(envelope)).toEqual(envelope.document);
  expect(fs.statSync(host.at(conf)).ino).toBe(before);
});

/** What somebody changes by hand, and how it is seen. */
type ByHand = Readonly<Record<string, readonly [change: () => unknown, seen: RegExp]>>;

describe("changes by hand are seen and put back:", () => {
  it.each<[string, ByHand]>([
    [
      "of what is told",
      {
        "the time after which it archives": [
          () => alter("archive_timeout = '1h'"),
          /"archive_timeout":"3600"/,
        ],
        "how long backups are kept": [
          () => edit(conf, /retention-full=\d+/, "retention-full=1"),
          /"repo1-retention-full":"1"/,
        ],
        "an option that was not told": [
          () => edit(conf, /$/, "archive-push-queue-max=1GB\n"),
          /"archive-push-queue-max":"1GB"/,
        ],
        "an option that is told twice": [
          () => edit(conf, /$/, "repo1-bundle=n\n"),
          /"repo1-bundle":"several times"/,
        ],
        "a section of its own beside the secrets": [
          () => edit(secretConf, /$/, "[proj-pg01:archive-push]\narchive-push-queue-max=1GB\n"),
          /-secret.conf \[proj-pg01:archive-push\] archive-push-queue-max"/,
        ],
        "who can read the secrets": [
          () => fs.chmodSync(host.at(secretConf), 0o644),
          /"repo1-cipher-pass":"readable by others"/,
        ],
      },
    ],
    [
      "of what it archives with",
      {
        "the command, which no longer archives": [
          () => alter("archive_command = '/bin/true'"),
          /"archive_command":"\/bin\/true"/,
        ],
        "the passphrase": [
          () => edit(secretConf, /cipher-pass=.*/, "cipher-pass=another"),
          /"repo1-cipher-pass":"another"/,
        ],
        "a secret that is gone": [
          () => edit(secretConf, /repo1-s3-key=.*\n/, ""),
          /"repo1-s3-key":"missing"/,
        ],
      },
    ],
    [
      "of whose group can read the secrets",
      {
        "the group": [
          () => fs.chownSync(host.at(secretConf), 0, 100),
          /"repo1-cipher-pass":"readable by others"/,
        ],
      },
    ],
  ])("%s", async (_what, byHand) => {
    const envelope = await stanza();
    for (const [change] of Object.values(byHand)) await change();
    const { code, out } = await host.act("read", envelope);
    expect(code).toBe(0);
    for (const [what, [, seen]] of Object.entries(byHand))
      expect([what, out]).toEqual([what, expect.stringMatching(seen)]);
    expect(out).not.toContain("s3cr3t");
    expect(await applied(envelope)).toEqual(envelope.document);
  });

  it("an option in another file is named, and stays until somebody has looked", async () => {
    const envelope = await stanza();
    const other = "/etc/pgbackrest/conf.d/other.conf";
    const lines =
      "[global]\nprocess-max=4\nrepo1-s3-key=s3cr3t\n[proj-pg01:archive-push]\narchive-push-queue-max=1GB\n";
    fs.writeFileSync(host.at(other), lines);
    const said = await refused(envelope);
    expect(said).toContain(
      "/etc/pgbackrest/conf.d/other.conf [global] repo1-s3-key, /etc/pgbackrest/conf.d/other.conf [proj-pg01:archive-push] archive-push-queue-max",
    );
    expect(host.read(other)).toBe(lines);
    fs.rmSync(host.at(other));
    expect(await applied(envelope)).toEqual(envelope.document);
  });
});

it("a repository under another passphrase is not opened, and nothing in it is replaced", async () => {
  const { out: before } = await host.objects.client("ls", "--recursive", `site/${bucket}`);
  const wrong = await stanza({ cipher: "s3cr3t of somebody else, and long enough" });
  const there = host.read(secretConf);
  expect(await refused(wrong)).toMatch(
    /the repository opens with the passphrase that is on the host, and another one is declared/,
  );
  expect(host.read(secretConf)).toBe(there);
  // As long as nobody can say what it opens, the one on the host stays.
  edit(secretConf, /key-secret=.*/, "key-secret=wrong");
  expect(await refused(wrong)).toMatch(/it cannot be told whether the passphrase on the host/);
  expect(host.read(secretConf)).toContain(cipher);
  // A machine that never had the right one.
  fs.rmSync(host.at(secretConf));
  expect(await refused(wrong)).toMatch(
    /pgbackrest stanza-create has failed\n[^]*unable to load info file[^]*fix: that is what a passphrase looks like/,
  );
  const { out: after } = await host.objects.client("ls", "--recursive", `site/${bucket}`);
  for (const line of before.trim().split("\n")) expect(after).toContain(line);
  const envelope = await stanza();
  expect(await applied(envelope)).toEqual(envelope.document);
});

it("another place has another passphrase", async () => {
  const policy = `${host.directory}/another.json`;
  fs.writeFileSync(policy, repositoryPolicy("another", "proj-pg01"));
  for (const words of [
    ["mb", "site/another"],
    ["admin", "policy", "create", "site", "another", policy],
    ["admin", "policy", "attach", "site", "another", "--user", "proj-pg01-user"],
  ])
    expect((await host.objects.client(...words)).code).toBe(0);
  const moved = await stanza({
    bucketName: "another",
    cipher: "of another place, and long enough",
  });
  expect(await applied(moved)).toEqual(moved.document);
  const envelope = await stanza();
  expect(await applied(envelope)).toEqual(envelope.document);
});

it("a log that has waited for long is told, though no try has failed", async () => {
  const envelope = await stanza();
  const data = `/var/lib/postgresql/${host.version}/main`;
  const pid = archiverOf(host, data);
  process.kill(pid, "SIGSTOP");
  try {
    await host.sql("select txid_current()");
    await host.sql("select pg_switch_wal()");
    const status = host.at(`${data}/pg_wal/archive_status`);
    for (const name of fs.readdirSync(status).filter((each) => each.endsWith(".ready")))
      fs.utimesSync(`${status}/${name}`, 0, 0);
    const { out } = await host.act("read", envelope);
    expect(JSON.parse(out)).toMatchObject({ archiving: "behind" });
  } finally {
    process.kill(pid, "SIGCONT");
  }
  expect(await applied(envelope)).toEqual(envelope.document);
});

it("a log that does not arrive is told, and arrives once it can", async () => {
  const envelope = await stanza();
  edit(secretConf, /key-secret=.*/, "key-secret=wrong");
  // A segment in which nothing stands is not switched.
  await host.sql("select txid_current()");
  await host.sql("select pg_switch_wal()");
  const failed = "select last_failed_time > last_archived_time from pg_stat_archiver";
  await until(async () => (await host.sql(failed)) === "t");
  const { out } = await host.act("read", envelope);
  expect(JSON.parse(out)).toMatchObject({ archiving: "failing" });
  expect(await applied(envelope)).toEqual(envelope.document);
});

it("a server that cannot be told to stop archiving keeps what it archives with", async () => {
  const envelope = await stanza();
  const down = { ...envelope, settings: { ...envelope.settings, port: 5999 } };
  const { code, err } = await host.act("remove", down);
  expect([code, err]).toEqual([1, expect.stringMatching(/5999[^]*fix: start PostgreSQL/)]);
  expect([conf, secretConf].filter((file) => !fs.existsSync(host.at(file)))).toEqual([]);
});

it("its removal ends the archiving without a full disk, and leaves every backup", async () => {
  const { out: before } = await host.objects.client("ls", "--recursive", `site/${bucket}`);
  const { code, err } = await host.act("remove", await stanza());
  expect([code, err]).toEqual([
    0,
    expect.stringContaining("the repository stays with every backup"),
  ]);
  expect(await host.sql("show archive_command")).toBe("/bin/true");
  expect([conf, secretConf].filter((file) => fs.existsSync(host.at(file)))).toEqual([]);
  const { out: after } = await host.objects.client("ls", "--recursive", `site/${bucket}`);
  for (const line of before.trim().split("\n")) expect(after).toContain(line);
});
