import { type Sent, unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "no-root-credentials";
const pbs = "proxmoxve:storage/pbs:Pbs";
const pve = "pulumi:providers:proxmoxve";
const minio = "pulumi:providers:minio";
const of = (type: string, props: object): Sent => ({ type, props: props as Sent["props"] });

describe(rule, () => {
  it.each([
    [pbs, { username: "pve@pbs!cluster" }],
    [pbs, { username: "root@pbs" }],
    [pbs, { username: "chroot@pam" }],
    [pbs, { username: "root@pamela" }],
    [pve, { apiToken: "pulumi@pve!stack=hunter2" }],
    [pve, { username: "pulumi@pve", password: "root@pam" }],
    [pve, { authTicket: "PVE:pulumi@pve:hunter2" }],
    [minio, { minioUser: "stack" }],
    [minio, { minioUser: "minioadministrator" }],
    [minio, { minioUser: "my-minioadmin" }],
    [pve, { authTicket: "x-PVE:root@pam:hunter2" }],
    [minio, {}],
  ])("passes a %s with %j", async (type, props) => {
    expect(await violationsOf(rule, [of(type, props)])).toEqual([]);
  });

  it.each([
    [pbs, { username: "root@pam" }, "username is of root@pam"],
    [pbs, { username: "root@pam!cluster" }, "username is of root@pam"],
    ["proxmoxve:storage/pbsLegacy:PbsLegacy", { username: "root@pam" }, "username is of root@pam"],
    [pve, { username: "root@pam", password: "hunter2" }, "username is of root@pam"],
    [pve, { apiToken: "root@pam!stack=hunter2" }, "apiToken is of root@pam"],
    [pve, { authTicket: "PVE:root@pam:hunter2" }, "authTicket is of root@pam"],
    [minio, { minioUser: "minioadmin" }, "minioUser is of minioadmin"],
    [minio, { minioAccessKey: "minioadmin" }, "minioAccessKey is of minioadmin"],
  ])("fails on a %s with %j, without its secret", async (type, props, got) => {
    const path = got.split(" ")[0];

    expect(await violationsOf(rule, [of(type, props)])).toEqual([
      `subject: ${got}, who may everything; wanted is a user with the rights that are needed. Fix: give ${path} of a user of its own.`,
    ]);
  });

  it("says of which the user is not known yet", async () => {
    expect(await verdictOf(rule, [of(pbs, { username: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("username of subject is not known yet"),
    });
  });

  it("says nothing of other resources", async () => {
    const connection = { user: "root@pam" };

    expect(await violationsOf(rule, [of("command:remote:Command", { connection })])).toEqual([]);
  });

  it("judges a storage that a node is told of by its shell, and no other object", async () => {
    const of = (kind: string, username?: string) =>
      violationsOf(rule, [told(kind, { type: "pbs", username })]);

    for (const root of ["root@pam", "root@pam!cluster"])
      expect(await of("pve storage", root)).toEqual([
        expect.stringContaining("subject: document.username is of root@pam"),
      ]);
    expect(await of("pve storage", "pve@pbs!cluster")).toEqual([]);
    expect(await of("pve storage")).toEqual([]);
    expect(await of("pbs user", "root@pam")).toEqual([]);
  });
});
