import { type RunningPve, startPve, token } from "./pve-server";

let pve: RunningPve;
beforeAll(async () => (pve = await startPve()));
afterAll(() => pve.stop());

const authorised = { authorization: `PVEAPIToken=${token.id}=${token.secret}` };

describe("who may use the PVE API", () => {
  it("answers its version to a token", async () => {
    const answer = await pve.call("GET", "/version");
    expect(answer).toMatchObject({ status: 200, data: { release: "9.0" } });
  });

  it.each([
    ["nothing", undefined, "No ticket"],
    ["another scheme", "Bearer abc", "No ticket"],
    ["a token without a secret", `PVEAPIToken=${token.id}`, "no tokenid specified"],
    [
      "a malformed token id",
      "PVEAPIToken=root=abc",
      "value 'root' does not look like a valid token ID",
    ],
    [
      "an unknown token",
      "PVEAPIToken=root@pam!other=abc",
      "no such token 'other' for user 'root@pam'",
    ],
    ["a wrong secret", `PVEAPIToken=${token.id}=wrong-secret`, "invalid token value!"],
    [
      "a secret of the same length",
      `PVEAPIToken=${token.id}=${"x".repeat(36)}`,
      "invalid token value!",
    ],
  ])("fails with 401 for %s", async (_name, authorization, reason) => {
    const answer = await pve.send("GET", "/version", authorization ? { authorization } : {});
    expect(answer).toMatchObject({ status: 401, reason, data: null });
  });

  it("shows users and their tokens, never a secret", async () => {
    const users = await pve.call("GET", "/access/users");
    const tokens = await pve.call("GET", "/access/users/root@pam/token");
    expect(users.data).toEqual([{ userid: "root@pam", enable: 1, expire: 0 }]);
    expect(tokens.data).toEqual([{ tokenid: "pulumi", expire: 0, privsep: 0 }]);
    expect(users.text + tokens.text).not.toContain(token.secret);
    expect((await pve.call("GET", "/access")).data).toEqual([{ subdir: "users" }]);
  });

  it("fails for the tokens of an unknown user", async () => {
    const answer = await pve.call("GET", "/access/users/eve@pam/token");
    expect(answer).toMatchObject({ status: 500, reason: "no such user ('eve@pam')" });
  });
});

describe("requests", () => {
  it("takes parameters from a JSON body", async () => {
    const body = JSON.stringify({ storage: "json-dir", type: "dir", path: "/srv", shared: true });
    const headers = { ...authorised, "content-type": "application/json" };
    expect((await pve.send("POST", "/storage", headers, body)).status).toBe(200);
    expect((await pve.call("GET", "/storage/json-dir")).data).toMatchObject({ shared: 1 });
  });

  it.each([
    [
      "an unknown path",
      "GET",
      "/nothing",
      {},
      undefined,
      501,
      "Method 'GET /nothing' not implemented",
    ],
    [
      "a method a path does not have",
      "DELETE",
      "/version",
      {},
      undefined,
      501,
      "Method 'DELETE /version' not implemented",
    ],
    [
      "a JSON body that is no object",
      "POST",
      "/storage",
      { "content-type": "application/json" },
      "[1]",
      400,
      "invalid JSON body, an object is expected",
    ],
    [
      "a broken JSON body",
      "POST",
      "/storage",
      { "content-type": "application/json" },
      "{",
      400,
      "invalid JSON body, an object is expected",
    ],
    [
      "another content type",
      "POST",
      "/storage",
      { "content-type": "text/plain" },
      "x",
      415,
      "unsupported content type 'text/plain', use one of: application/x-www-form-urlencoded, application/json",
    ],
    [
      "a body that is too large",
      "POST",
      "/storage",
      { "content-type": "application/json" },
      "x".repeat(65537),
      413,
      "body too large, at most 65536 bytes are allowed",
    ],
  ])("fails for %s", async (_name, method, path, headers, body, status, reason) => {
    const answer = await pve.send(method, path, { ...authorised, ...headers }, body);
    expect(answer).toMatchObject({ status, reason, data: null });
  });

  it("fails outside /api2/json", async () => {
    const answer = await pve.send("GET", "/../../pve2/index.html", authorised);
    expect(answer).toMatchObject({ status: 404 });
  });

  it("reports every wrong parameter at once, in PVE's form", async () => {
    const answer = await pve.call("POST", "/storage", {
      storage: "x",
      type: "nfs",
      port: "0",
      constructor: "1",
    });
    expect(answer).toMatchObject({ status: 400, reason: "Parameter verification failed." });
    expect(answer.errors).toEqual({
      storage: "invalid format - storage ID 'x' cannot be shorter than 2 characters",
      type: "value 'nfs' does not have a value in the enumeration 'pbs, dir'",
      port: "value must have a minimum value of 1",
      constructor:
        "property is not defined in schema and the schema does not allow additional properties",
    });
  });

  it("fails for a list with an item that is no text", async () => {
    const body = JSON.stringify({ all: 1, schedule: "daily", "exclude-path": [{}], comment: {} });
    const headers = { ...authorised, "content-type": "application/json" };
    const answer = await pve.send("POST", "/cluster/backup", headers, body);
    expect(answer.errors).toEqual({
      "exclude-path": "type check ('string') failed - got 'HASH'",
      comment: "type check ('string') failed - got 'HASH'",
    });
  });

  it("logs method, path and status, and no parameter", async () => {
    await pve.call("GET", "/storage", { type: "pbs" });
    expect(pve.log.at(-1)).toBe("GET /api2/json/storage 200");
  });
});
