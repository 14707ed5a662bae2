import { until } from "../../support/until";
import { type DatabaseHost } from "./database-host";
import { hostWithUser, stanzaOn } from "./archiving-host";

jest.setTimeout(10 * 60_000);

let host: DatabaseHost;
beforeAll(async () => {
  host = await hostWithUser();
});
afterAll(() => host?.remove());

async function restart(): Promise<void> {
  await host.down();
  await host.up();
  // What says that it is ready is of the one before until the new one has begun.
  await until(async () => (await host.sql("select 1").catch(() => "")) === "1");
}

const restartWanted =
  /PostgreSQL takes these only when it is restarted, which the stack never does: (?=.*archive_mode)(?=.*wal_level)/;

it("a server whose log has too little in it to be archived is told both at once, and starts again", async () => {
  for (const assignment of ["archive_mode = off", "wal_level = minimal", "max_wal_senders = 0"])
    await host.sql(`alter system set ${assignment}`);
  await restart();
  expect(await host.sql("show wal_level")).toBe("minimal");
  const envelope = await stanzaOn(host);
  const { code, err } = await host.act("create", envelope);
  expect([code, err]).toEqual([1, expect.stringMatching(restartWanted)]);
  await restart();
  expect(await host.sql("show wal_level")).toBe("replica");
  expect(JSON.parse((await host.act("create", envelope)).out)).toEqual(envelope.document);
});

it("one that is told so for its next start alone starts again as well", async () => {
  await host.sql("alter system set wal_level = minimal");
  await host.sql("alter system set archive_timeout = '1h'");
  await host.sql("select pg_reload_conf(), pg_sleep(0.3)");
  const envelope = await stanzaOn(host);
  expect(JSON.parse((await host.act("apply", envelope)).out)).toEqual(envelope.document);
  await restart();
  expect(await host.sql("show wal_level")).toBe("replica");
});

it("one whose log has more in it keeps that", async () => {
  await host.sql("alter system set wal_level = logical");
  await restart();
  const envelope = await stanzaOn(host);
  expect(JSON.parse((await host.act("apply", envelope)).out)).toEqual(envelope.document);
  await restart();
  expect(await host.sql("show wal_level")).toBe("logical");
});
