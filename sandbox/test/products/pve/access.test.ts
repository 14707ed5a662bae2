import {
  type CallParameters,
  type RunningPve,
  seedGuests,
  startPve,
  writeUsers,
} from "./pve-server";

let pve: RunningPve;
beforeAll(async () => {
  pve = await startPve();
  seedGuests(pve, [{ vmid: 101, name: "db", node: "node01", type: "qemu" }]);
  writeUsers(pve.state, [
    "user:root@pam:1:0:::::",
    "user:stack@pve:1:0:::::",
    "user:gone@pve:0:0:::::",
    "user:past@pve:1:1:::::",
    "token:root@pam!pulumi:0:0::",
    "token:root@pam!narrow:0:1::",
    "token:stack@pve!whole:0:0::",
    "token:stack@pve!own:0:1::",
    "token:stack@pve!wider:0:1::",
    "token:stack@pve!past:1:0::",
    "token:gone@pve!any:0:0::",
    "token:past@pve!any:0:0::",
    "group:backup:stack@pve::",
    "role:Stack:Sys.Audit,Sys.Modify,Datastore.Allocate,Datastore.Nonsense:",
    "acl:1:/:@backup:Stack:",
    "acl:1:/storage/closed:stack@pve:NoAccess:",
    "acl:1:/storage:stack@pve!own:PVEDatastoreAdmin:",
    "acl:0:/:stack@pve!own:PVEAuditor:",
    "acl:1:/:stack@pve!wider:Administrator:",
  ]);
});
afterAll(() => pve.stop());

const newJob: CallParameters = { schedule: "daily", all: "1", storage: "pbs-vm" };
const newStorage: CallParameters = { type: "pbs", server: "pbs", datastore: "vm" };
const refused = (path: string, privilege: string) => ({
  status: 403,
  reason: `Permission check failed (${path}, ${privilege})`,
});

describe("what a token may do", () => {
  it("is what its user may without privilege separation, groups included", async () => {
    const token = "stack@pve!whole";
    expect(
      (await pve.callAs(token, "POST", "/cluster/backup", { id: "whole", ...newJob })).status,
    ).toBe(200);
    expect(
      (await pve.callAs(token, "POST", "/storage", { storage: "whole", ...newStorage })).status,
    ).toBe(200);
  });

  it("is only what it is granted itself with privilege separation", async () => {
    const token = "stack@pve!own";
    expect(await pve.callAs(token, "GET", "/cluster/backup")).toMatchObject({ status: 200 });
    expect(await pve.callAs(token, "POST", "/cluster/backup", newJob)).toMatchObject(
      refused("/", "Sys.Modify"),
    );
    expect(
      (await pve.callAs(token, "POST", "/storage", { storage: "own-storage", ...newStorage }))
        .status,
    ).toBe(200);
  });

  it("is nothing for a token of root that nobody granted anything", async () => {
    expect(await pve.callAs("root@pam!narrow", "GET", "/cluster/backup")).toMatchObject(
      refused("/", "Sys.Audit"),
    );
  });

  it("is never more than its user may", async () => {
    const { data } = await pve.callAs("stack@pve!wider", "GET", "/cluster/resources", {
      type: "vm",
    });
    expect(data).toEqual([]);
    expect(await pve.callAs("stack@pve!wider", "GET", "/cluster/backup")).toMatchObject({
      status: 200,
    });
  });

  it("ends where a deeper path says NoAccess", async () => {
    await pve.call("POST", "/storage", { storage: "closed", ...newStorage });
    expect(await pve.callAs("stack@pve!whole", "GET", "/storage/closed")).toMatchObject(
      refused("/storage/closed", "Datastore.Allocate"),
    );
    const { data } = await pve.callAs("stack@pve!own", "GET", "/storage");
    expect((data as { storage: string }[]).map(({ storage }) => storage)).not.toContain("closed");
  });

  it("is asked before parameters are looked at", async () => {
    const answer = await pve.callAs("stack@pve!own", "POST", "/cluster/backup", { nonsense: "1" });
    expect(answer).toMatchObject(refused("/", "Sys.Modify"));
  });
});

describe("a job that names what the caller may not use", () => {
  it.each<[string, CallParameters, string, string]>([
    ["the storage", { storage: "closed" }, "/storage/closed", "Datastore.Allocate"],
    [
      "the fleecing storage",
      { fleecing: "1,storage=fast" },
      "/storage/fast",
      "Datastore.AllocateSpace",
    ],
    ["the pool", { all: "0", pool: "lab" }, "/pool/lab", "VM.Backup"],
  ])("fails for %s", async (_name, parameters, path, privilege) => {
    const answer = await pve.callAs("stack@pve!whole", "POST", "/cluster/backup", {
      ...newJob,
      ...parameters,
    });
    expect(answer).toMatchObject(refused(path, privilege));
  });
});

describe("who may not log in", () => {
  it.each([
    ["a disabled user", "gone@pve!any", "user 'gone@pve' is disabled"],
    ["an expired user", "past@pve!any", "user 'past@pve' access expired"],
    ["an expired token", "stack@pve!past", "token 'past' access expired"],
    ["an unknown user", "eve@pve!any", "no such user ('eve@pve')"],
  ])("fails for %s", async (_name, token, reason) => {
    expect(await pve.callAs(token, "GET", "/version")).toMatchObject({ status: 401, reason });
  });
});
