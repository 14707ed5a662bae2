import { registered } from "./declared-server";

/** Names of what is on the server's host. */
const remoteObjects = async (guest: string) =>
  (await registered({ declared: { guest } }))
    .map(({ name }) => name)
    .filter((name) => /-(archiving|job)$/.test(name))
    .sort();

test("a server whose guest is called otherwise is told of another stanza, so that what was told of the old one goes", async () => {
  expect(await remoteObjects("proj-pg01")).toEqual([
    "proj-pg01-backup-job",
    "proj-pg01-dump-job",
    "proj-pg01-stanza-archiving",
  ]);
  expect(await remoteObjects("proj-pg09")).toEqual([
    "proj-pg01-proj-pg09-backup-job",
    "proj-pg01-proj-pg09-dump-job",
    "proj-pg01-proj-pg09-stanza-archiving",
  ]);
});
