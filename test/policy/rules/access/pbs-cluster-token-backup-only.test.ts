import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { acl, remote } from "./pbs";

const rule = "pbs-cluster-token-backup-only";
const token = "pve@pbs!cluster";
const user = "pve@pbs";
const vm = "DatastoreBackup on /datastore/vm";
const storage = (username: unknown, type = "proxmoxve:storage/pbs:Pbs"): Sent => ({
  ...{ type, name: "pbs-vm" },
  props: { username },
});
const person = acl("backup-admin@pbs", "Admin on /");

const tooMuch = (holder: string, role: string, path: string) =>
  `pbs-vm: username ${holder} would be ${role} on ${path}; wanted is DatastoreBackup on a datastore, and nothing else. Fix: grant ${holder} the role DatastoreBackup on /datastore/STORE alone, or give the storage another log-in.`;

describe(rule, () => {
  it.each([
    ["a token that backs up", [storage(token), acl(token, vm), acl(user, vm), person]],
    ["a token whose user may more", [storage(token), acl(token, vm), acl(user, "Admin on /")]],
    ["a token whose user may as little", [storage(token), acl(token, "Admin on /"), acl(user, vm)]],
    ["a token whose user may nothing", [storage(token), acl(token, "Admin on /"), acl(user)]],
    ["a user that backs up", [storage(user), acl(user, vm, "DatastoreBackup on /datastore/ct/ns")]],
    ["what is taken away", [storage(user), acl(user, vm, "NoAccess on /datastore/vm/private")]],
    ["a server that another stack keeps", [storage(token)]],
    ["a storage without a log-in", [storage(undefined), person]],
    ["another command", [{ type: "command:remote:Command", props: {} }, person]],
    ["root, of whom another rule is", [storage("root@pam"), person]],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["DatastorePowerUser", "/datastore/vm"],
    ["DatastoreReader", "/datastore/vm"],
    ["Audit", "/"],
    ["DatastoreBackup", "/"],
    ["DatastoreBackup", "/datastore"],
    ["DatastoreBackup", "/datastore/"],
    ["DatastoreBackup", "/remote/datastore/vm"],
  ])("fails on a user that is %s on %s", async (role, path) => {
    const sent = [storage(user), acl(user, vm, `${role} on ${path}`)];

    expect(await violationsOf(rule, sent)).toEqual([tooMuch(user, role, path)]);
  });

  it("fails on a token of whose user nothing is said", async () => {
    const sent = [storage(token), acl(token, "DatastoreAdmin on /datastore/vm")];

    expect(await violationsOf(rule, sent)).toEqual([
      tooMuch(token, "DatastoreAdmin", "/datastore/vm"),
    ]);
  });

  it.each([
    ["on the same path", "Admin on /datastore/vm"],
    ["above", "Admin on /datastore"],
    ["above all", "Audit on /"],
    ["below", "DatastoreReader on /datastore/vm/ns"],
  ])("fails on a token that may more, and its user %s too", async (_where, limit) => {
    const sent = [
      storage(token),
      acl(token, "DatastoreAdmin on /datastore/vm"),
      acl(user, vm, limit),
    ];

    expect(await violationsOf(rule, sent)).toEqual([
      tooMuch(token, "DatastoreAdmin", "/datastore/vm"),
    ]);
  });

  it.each([
    ["elsewhere", "Admin on /datastore/ct"],
    ["on what begins alike", "Admin on /datastore/vm2"],
    ["nothing more", vm],
  ])("passes a token that may more where its user may more %s", async (_where, limit) => {
    const sent = [storage(token), acl(token, "DatastoreAdmin on /datastore/vm"), acl(user, limit)];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it("knows that what is not propagated reaches nothing below", async () => {
    const top = remote("pbs acl", user, {
      grants: [{ role: "Admin", path: "/", propagate: false }],
    });
    const sent = [storage(token), acl(token, "DatastoreAdmin on /datastore/vm")];

    expect(await violationsOf(rule, [...sent, top])).toEqual([]);
    const byDefault = remote("pbs acl", user, { grants: [{ role: "Admin", path: "/" }] });
    expect(await violationsOf(rule, [...sent, byDefault])).toHaveLength(1);
    const path = "/datastore/vm";
    const alone = [token, user].map((holder) =>
      remote("pbs acl", holder, { grants: [{ role: "Admin", path, propagate: false }] }),
    );
    expect(await violationsOf(rule, [storage(token), ...alone])).toHaveLength(1);
  });

  it("adds up what several documents say, and knows one without a role or a path for too much", async () => {
    const odd = remote("pbs acl", user, {
      grants: [{ path: "/datastore/vm" }, { role: "DatastoreBackup" }],
    });

    expect(await violationsOf(rule, [storage(user), acl(user, vm), odd])).toEqual([
      tooMuch(user, "no role", "/datastore/vm"),
      tooMuch(user, "DatastoreBackup", "/"),
    ]);
  });

  it("fails on a log-in of which nothing is said where something is said of others", async () => {
    expect(await violationsOf(rule, [storage(token), acl(user, vm), person])).toEqual([
      `pbs-vm: username ${token} has no ACL in the stack, which has those of others, so nobody can tell what it may; wanted is DatastoreBackup on a datastore. Fix: declare what ${token} may, in a document of kind \`pbs acl\`.`,
    ]);
  });

  it("judges a storage of an earlier name, and one that a command makes", async () => {
    const admin = acl(user, "Admin on /");
    const legacy = storage(user, "proxmoxve:storage/pbsLegacy:PbsLegacy");
    const made = (document: object) => remote("pve storage", "pbs-vm", document);

    expect(await violationsOf(rule, [legacy, admin])).toHaveLength(1);
    expect(await violationsOf(rule, [made({ type: "pbs", username: user }), admin])).toEqual([
      expect.stringContaining("pve storage pbs-vm: username pve@pbs would be Admin on /"),
    ]);
    expect(await violationsOf(rule, [made({ type: "nfs", username: user }), admin])).toEqual([]);
    expect(await violationsOf(rule, [made({ type: "pbs", username: 7 }), admin])).toEqual([]);
    const other = remote("pve backup job", "pbs-vm", { type: "pbs", username: user });
    expect(await violationsOf(rule, [other, admin])).toEqual([]);
  });

  it("says of which storage the log-in is not known yet", async () => {
    expect(await verdictOf(rule, [storage(unknown), person])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("username of pbs-vm is not known yet"),
    });
  });
});
