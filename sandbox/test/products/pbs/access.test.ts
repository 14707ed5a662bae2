import * as fs from "node:fs";

import { verifySecret } from "../../../products/pbs/user/secret-file";
import { useServer } from "./harness";

const server = useServer();

const generate = async (user = "backup@pbs", name = "lab") => {
  const { code, out, err } = await server.run("user", "generate-token", user, name);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out.replace(/^Result: /, "")) as { tokenid: string; value: string };
};

describe("users", () => {
  it("begin with root@pam", async () => {
    expect(await server.json("user", "list")).toEqual([
      { userid: "root@pam", comment: "Superuser" },
    ]);
  });

  it("are created, changed and removed", async () => {
    const create = ["user", "create", "backup@pbs", "--email", "ops@example.org", "--expire", "0"];
    expect(await server.run(...create)).toEqual({ code: 0, out: "", err: "" });
    await server.run("user", "update", "backup@pbs", "--enable", "false", "--expire", "1900000000");
    const shown = async () =>
      ((await server.json("user", "list")) as { userid: string }[]).find(
        ({ userid }) => userid === "backup@pbs",
      );
    expect(await shown()).toEqual({
      userid: "backup@pbs",
      email: "ops@example.org",
      enable: false,
      expire: 1900000000,
    });
    await server.run("user", "update", "backup@pbs", "--enable", "true", "--expire", "0");
    expect(await shown()).toEqual({ userid: "backup@pbs", email: "ops@example.org" });
    await server.run("user", "remove", "backup@pbs");
    expect(await shown()).toBeUndefined();
    expect(await server.refusal("user", "remove", "backup@pbs")).toBe(
      "Error: user 'backup@pbs' does not exist.",
    );
  });

  it("fail to be created twice", async () => {
    await server.run("user", "create", "backup@pbs");
    expect(await server.refusal("user", "create", "backup@pbs")).toBe(
      "Error: user 'backup@pbs' already exists.",
    );
  });

  it.each(["backup", "a:b@pbs", "a b@pbs", `${"x".repeat(61)}@pbs`, "backup@nowhere"])(
    "fail for the id %s",
    async (id) => {
      expect((await server.run("user", "create", id)).code).toBe(255);
    },
  );

  it("keep a password hashed, and fail for a short one", async () => {
    expect(await server.refusal("user", "create", "ops@pbs", "--password", "short")).toContain(
      "'password': value must be at least 8 characters long",
    );
    await server.run("user", "create", "ops@pbs", "--password", "long enough");
    expect(server.config("shadow.json")).not.toContain("long enough");
    expect(verifySecret("shadow.json", "ops", "long enough")).toBe(true);
    expect(verifySecret("shadow.json", "ops", "long enougH")).toBe(false);
    expect(server.config("user.cfg")).not.toContain("password");
  });

  it("have no show command", async () => {
    expect(await server.refusal("user", "show", "root@pam")).toBe("Error: no such command 'show'");
  });
});

describe("tokens", () => {
  beforeEach(() => server.run("user", "create", "backup@pbs"));

  it("show their secret once, behind the word Result", async () => {
    const { tokenid, value } = await generate();
    expect(tokenid).toBe("backup@pbs!lab");
    expect(value).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(server.config("token.shadow")).not.toContain(value);
    expect(verifySecret("token.shadow", tokenid, value)).toBe(true);
    expect(fs.statSync(server.at("/etc/proxmox-backup/token.shadow")).mode & 0o777).toBe(0o600);
    expect(await server.json("user", "list-tokens", "backup@pbs")).toEqual([
      { tokenid: "backup@pbs!lab", "token-name": "lab" },
    ]);
    expect(server.config("user.cfg")).toContain("\ntoken: backup@pbs!lab\n");
  });

  it("fail to be generated twice", async () => {
    await generate();
    expect(await server.refusal("user", "generate-token", "backup@pbs", "lab")).toBe(
      "Error: token 'lab' for user 'backup@pbs' already exists.",
    );
  });

  it("are deleted with their secret and their permissions", async () => {
    const { tokenid } = await generate();
    await server.run("acl", "update", "/datastore/abc", "DatastoreBackup", "--auth-id", tokenid);
    expect(await server.run("user", "delete-token", "backup@pbs", "lab")).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    expect(server.config("acl.cfg")).toBe("");
    expect(server.config("token.shadow")).toBe("{}");
    expect(await server.refusal("user", "delete-token", "backup@pbs", "lab")).toBe(
      "Error: token 'lab' of user 'backup@pbs' does not exist.",
    );
  });

  it("go with their user, but not those of a user whose name begins alike", async () => {
    await server.run("user", "create", "backup@pbs2");
    await generate("backup@pbs", "one");
    await generate("backup@pbs2", "two");
    await server.run("user", "remove", "backup@pbs");
    expect(Object.keys(JSON.parse(server.config("token.shadow")) as object)).toEqual([
      "backup@pbs2!two",
    ]);
  });
});

describe("permissions", () => {
  beforeEach(async () => {
    await server.run("user", "create", "backup@pbs");
    await server.run("user", "create", "audit@pbs");
    await generate();
  });

  const grant = (path: string, role: string, holder: string, ...words: string[]) =>
    server.run("acl", "update", path, role, "--auth-id", holder, ...words);

  it("are granted as often as one likes", async () => {
    for (let times = 0; times < 3; times += 1) {
      expect(await grant("/datastore/abc", "DatastoreBackup", "backup@pbs!lab")).toEqual({
        code: 0,
        out: "",
        err: "",
      });
    }
    expect(server.config("acl.cfg")).toBe("acl:1:/datastore/abc:backup@pbs!lab:DatastoreBackup\n");
    expect(await server.json("acl", "list")).toEqual([
      {
        path: "/datastore/abc",
        propagate: true,
        roleid: "DatastoreBackup",
        ugid: "backup@pbs!lab",
        ugid_type: "user",
      },
    ]);
  });

  it("are written by path, with holders of the same roles on one line", async () => {
    await grant("/remote/off1", "RemoteAudit", "audit@pbs");
    await grant("/datastore/abc", "DatastoreReader", "backup@pbs");
    await grant("/datastore/abc", "DatastoreReader", "audit@pbs");
    await grant("/datastore/abc", "DatastoreBackup", "backup@pbs");
    await grant("/datastore/abc", "DatastoreBackup", "audit@pbs");
    await grant("/", "Audit", "audit@pbs", "--propagate", "false");
    expect(server.config("acl.cfg")).toBe(
      [
        "acl:0:/:audit@pbs:Audit",
        "acl:1:/datastore/abc:audit@pbs,backup@pbs:DatastoreBackup,DatastoreReader",
        "acl:1:/remote/off1:audit@pbs:RemoteAudit",
        "",
      ].join("\n"),
    );
  });

  it("are taken away, even where there are none", async () => {
    await grant("/datastore/abc", "Audit", "audit@pbs");
    expect((await grant("/datastore/abc", "Audit", "audit@pbs", "--delete")).code).toBe(0);
    expect((await grant("/nowhere/at/all", "Audit", "gone@pbs", "--delete")).code).toBe(0);
    expect(server.config("acl.cfg")).toBe("");
  });

  it.each([
    [["/storage", "Audit", "--auth-id", "audit@pbs"], "invalid acl path '/storage'."],
    [["/datastore/a/1/2/3/4/5/6/7/8", "Audit", "--auth-id", "audit@pbs"], "invalid acl path"],
    [["/system/other", "Audit", "--auth-id", "audit@pbs"], "invalid acl path"],
    [["/", "Audit", "--auth-id", "gone@pbs"], "no such user."],
    [["/", "Audit", "--auth-id", "audit@pbs!gone"], "no such API token."],
    [["/", "Audit"], "missing 'userid' or 'group' parameter."],
    [["/", "Audit", "--group", "admins"], "groups are currently not supported."],
    [["/", "Operator", "--auth-id", "audit@pbs"], "value 'Operator' is not defined"],
    [["datastore", "Audit", "--auth-id", "audit@pbs"], "'path': value does not match"],
  ])("fail for %j", async (words, reason) => {
    expect(await server.refusal("acl", "update", ...words)).toContain(reason);
  });

  it.each([
    "/",
    "/access/openid/x",
    "/datastore/abc/a/b",
    "/system/network/interfaces/eth0",
    "/tape/pool/x",
  ])("exist on %s", async (path) => {
    expect((await grant(path, "Audit", "audit@pbs")).code).toBe(0);
  });

  it("of a token are those it shares with its user", async () => {
    const rights = async (holder: string) =>
      server.json("user", "permissions", holder, "--path", "/datastore/abc");
    await grant("/datastore/abc", "DatastoreBackup", "backup@pbs!lab");
    expect(await rights("backup@pbs!lab")).toEqual({});
    await grant("/datastore", "DatastorePowerUser", "backup@pbs");
    expect(await rights("backup@pbs!lab")).toEqual({
      "/datastore/abc": { "Datastore.Backup": true },
    });
    await server.run("user", "update", "backup@pbs", "--enable", "0");
    expect(await rights("backup@pbs!lab")).toEqual({});
  });

  it("on a deeper path replace inherited ones, and NoAccess replaces all", async () => {
    await grant("/datastore", "DatastoreAdmin", "audit@pbs");
    await grant("/datastore/abc", "DatastoreAudit", "audit@pbs");
    expect(
      await server.json("user", "permissions", "audit@pbs", "--path", "/datastore/abc/ns1"),
    ).toEqual({
      "/datastore/abc/ns1": { "Datastore.Audit": true },
    });
    await grant("/datastore/abc", "NoAccess", "audit@pbs");
    expect(
      await server.json("user", "permissions", "audit@pbs", "--path", "/datastore/abc"),
    ).toEqual({});
  });

  it("are printed for people with a mark on those that propagate", async () => {
    await grant("/datastore", "DatastoreAudit", "audit@pbs");
    expect((await server.run("user", "permissions", "audit@pbs", "--path", "/datastore")).out).toBe(
      "Privileges with (*) have the propagate flag set\n\nPath: /datastore\n- Datastore.Audit (*)\n",
    );
  });

  it("fail to be read from a file with an unknown role", async () => {
    fs.appendFileSync(server.at("/etc/proxmox-backup/acl.cfg"), "acl:1:/:audit@pbs:Operator\n");
    expect(await server.refusal("acl", "list")).toBe(
      "Error: unable to parse acl config \"/etc/proxmox-backup/acl.cfg\", line 1 - unknown role 'Operator'",
    );
  });
});
