import * as fs from "node:fs";
import * as path from "node:path";
import { passphrase, stanza } from "../../../sandbox/products/postgresql/cluster";
import { useLedger } from "./ledger";

const ledger = useLedger();

const everyCheck = [
  "repository (pgbackrest verify)",
  "recovery has ended",
  "recovery ended at the target",
  "no transaction after the target",
  "databases",
  "heartbeat is paired",
  "heartbeat is near the target",
  "rows",
  "indexes (pg_amcheck)",
  "full read (pg_dump)",
  "data checksums",
];

const contents = "select count(*), min(n), max(n), sum(n) from ledger";

test("a restore to the middle of 1,000 transactions has those before it and no other, three times in a row, in either shell", async () => {
  const { restorer, middle } = ledger.current;
  const before = await restorer.production();
  for (const shell of ["/bin/sh", "/bin/bash", "/bin/sh"]) {
    const { code, err, result } = await restorer.restore(["--time", middle, "--keep"], { shell });

    expect([code, result?.error]).toEqual([0, undefined]);
    expect(err).toContain("kept in ");
    expect(result?.checks.map(({ name, result: verdict }) => [name, verdict])).toEqual(
      everyCheck.map((name) => [name, "passed"]),
    );
    expect(await restorer.readKept(contents)).toBe("500|1|500|125250");
    expect(result).toMatchObject({ target: { type: "time" }, action: "restore", stanza });
    console.log(`restored to ${middle} in ${JSON.stringify(result?.seconds)} s`);
    fs.rmSync(restorer.scratch, { recursive: true });
  }
  expect(await restorer.production()).toEqual(before);
});

test("a restore to a named point ends there", async () => {
  const { restorer } = ledger.current;
  const { code, result } = await restorer.restore(["--name", "before the change", "--keep"]);
  expect([code, result?.error]).toEqual([0, undefined]);
  expect(await restorer.readKept(contents)).toBe("500|1|500|125250");
});

test("a restore to the latest has all of it, and leaves nothing behind, whatever the environment says", async () => {
  const { restorer } = ledger.current;
  const before = await restorer.production();
  const elsewhere = { PGHOST: "/nonexistent", PGPORT: "1", PGOPTIONS: "-c nonsense=1" };
  const { code, result } = await restorer.restore(["--latest"], {
    environment: {
      ...elsewhere,
      ...{ PGBACKREST_PG1_PATH: restorer.cluster.data, PGBACKREST_DELTA: "y" },
      ...{ PGBACKREST_REPO1_PATH: "/nonexistent", PGDATA: restorer.cluster.data },
    },
  });
  expect([code, result?.error]).toEqual([0, undefined]);
  // The ledger's, two heartbeats and their counter.
  expect(result?.databases).toEqual([{ name: "postgres", tables: 3, rows: 1003 }]);
  expect(fs.existsSync(restorer.scratch)).toBe(false);
  expect(await restorer.production()).toEqual(before);
});

test("what production had set for itself leads out of no restored copy", async () => {
  const { restorer, middle } = ledger.current;
  const { code } = await restorer.restore(["--time", middle, "--keep"]);
  expect(code).toBe(0);
  const kept = (name: string) => fs.readFileSync(path.join(restorer.scratch, name), "utf8");
  expect(kept("data/postgresql.auto.conf")).toContain("listen_addresses = '*'");
  expect(kept("data/postgresql.auto.conf")).toContain("archive_mode = 'off'");
  expect(kept("server.log")).not.toContain("listening on IPv");
  expect(kept("server.log")).toContain(`socket "${restorer.scratch}/socket/.s.PGSQL.54329"`);
  // Nor once somebody starts it again, as the runbook has it.
  const started = async (name: string) =>
    (await restorer.cluster.run([path.join(restorer.scratch, "start"), "-C", name])).out.trim();
  expect(await started("listen_addresses")).toBe("");
  expect(await started("archive_mode")).toBe("off");
  expect(await started("max_logical_replication_workers")).toBe("0");
  expect(await started("shared_preload_libraries")).toBe("");
  expect(await started("unix_socket_directories")).toBe(`${restorer.scratch}/socket`);
  expect(await started("fsync")).toBe("on");
});

test("the repository's passphrase is nowhere in what is said or kept", async () => {
  const { restorer, middle } = ledger.current;
  const { err, result } = await restorer.restore(["--time", middle, "--keep"]);
  const kept = ["data/postgresql.auto.conf", "postgresql.conf", "server.log"].map((name) =>
    fs.readFileSync(path.join(restorer.scratch, name), "utf8"),
  );
  expect([err, JSON.stringify(result), ...kept].join("\n")).not.toContain(passphrase);
});

test("status says that all is well, and that the newest backup is too old where it is", async () => {
  const { restorer } = ledger.current;
  expect(await restorer.run(["status", stanza])).toMatchObject({
    code: 0,
    result: {
      ...{ result: "passed", action: "status" },
      checks: [{ result: "passed" }, { name: "log since the oldest backup", result: "passed" }],
    },
  });
  const unverified = await restorer.run(["status", stanza, "--no-verify"]);
  expect(unverified.result?.checks).toMatchObject([{ result: "skipped" }, {}]);
  restorer.configure({ backupHours: 0 });
  expect((await restorer.run(["status", stanza])).result?.error).toMatch(
    /^the newest backup of proj, \d{8}-\d{6}F, is of .*, and 0 hours may lie between two$/,
  );
  restorer.configure({});
});

test("a restore that is ended by a signal says so, and leaves neither a server nor what it had restored", async () => {
  const { restorer } = ledger.current;
  const real = `'${restorer.cluster.programs.pgbackrest}' "$@"`;
  const before = await restorer.production();
  restorer.replaceProgram(
    "pgbackrest",
    `${real}\ncode=$?\ncase " $* " in *" restore "*) kill -TERM $PPID ;; esac\nexit $code`,
  );
  const { code, result } = await restorer.restore(["--latest", "--keep"]);
  restorer.replaceProgram("pgbackrest", `exec ${real}`);
  expect([code, result?.error]).toEqual([1, "it was ended by a signal"]);
  expect(fs.existsSync(restorer.scratch)).toBe(false);
  expect(await restorer.production()).toEqual(before);
});
