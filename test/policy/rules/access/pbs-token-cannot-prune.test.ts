import { unknown, verdictOf, violationsOf } from "../../support";
import { acl, remote } from "./pbs";

const rule = "pbs-token-cannot-prune";

describe(rule, () => {
  it.each([
    ["a token that backs up", acl("pve@pbs!cluster", "DatastoreBackup on /datastore/vm")],
    ["one that reads", acl("offsite@pbs!export", "DatastoreReader on /datastore/vm", "Audit on /")],
    ["one without anything", acl("pve@pbs!cluster")],
    ["a person", acl("backup-admin@pbs", "Admin on /")],
    ["no grants", remote("pbs acl", "pve@pbs!cluster", {})],
    ["another document", remote("pbs token", "pve@pbs!cluster", { grants: [{ role: "Admin" }] })],
    ["another command", { type: "command:remote:Command", props: { create: "true" } }],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each([
    ...["Admin", "DatastoreAdmin", "DatastorePowerUser"],
    ...["RemoteDatastoreAdmin", "RemoteDatastorePowerUser"],
  ])("fails on a token with the role %s beside another", async (role) => {
    const sent = acl(
      "pve@pbs!cluster",
      "DatastoreBackup on /datastore/ct",
      `${role} on /datastore/vm`,
    );

    expect(await violationsOf(rule, [sent])).toEqual([
      `${sent.name}: the token pve@pbs!cluster would be ${role} on /datastore/vm, and so delete backups; wanted is a role that cannot. Fix: give pve@pbs!cluster the role DatastoreBackup or DatastoreReader on /datastore/vm.`,
    ]);
  });

  it("says of which command the document is not known yet", async () => {
    const sent = { type: "command:remote:Command", props: { stdin: unknown } };

    expect(await verdictOf(rule, [sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });
});
