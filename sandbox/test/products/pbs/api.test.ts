import * as fs from "node:fs";

import { faultDirectory } from "../../../products/pbs/faults";
import { reachDaemon, announceDaemon } from "../../../products/pbs/daemon/presence";
import { useApi } from "./api-server";
import { useServer } from "./harness";

const server = useServer();
const api = useApi();

const newToken = async (user: string, name: string) => {
  const { out } = await server.run("user", "generate-token", user, name);
  return `${user}!${name}:${(JSON.parse(out.replace(/^Result: /, "")) as { value: string }).value}`;
};

let admin = "";

beforeEach(async () => {
  admin = await newToken("root@pam", "admin");
  await server.run("acl", "update", "/", "Admin", "--auth-id", "root@pam!admin");
});

describe("the API", () => {
  it("answers a ping without credentials", async () => {
    expect(await api.ask("GET", "/ping")).toMatchObject({ status: 200, data: { pong: true } });
  });

  it("tells its version to whoever has credentials", async () => {
    expect((await api.ask("GET", "/version", admin)).data).toMatchObject({ version: "4.2" });
  });

  it.each([
    [undefined, "no authentication credentials provided."],
    ["root@pam!admin", "failed to parse API token"],
    ["root@pam:secret", "failed to parse API token"],
    ["root@pam!admin:wrong", "invalid credentials"],
    ["root@pam!other:wrong", "user account disabled or expired."],
  ])("fails with 401 for the credential %s", async (credential, reason) => {
    expect(await api.ask("GET", "/version", credential)).toMatchObject({
      status: 401,
      text: `authentication failed - ${reason}`,
    });
  });

  it.each([
    ["token", ["user", "delete-token", "ops@pbs", "t"]],
    ["user", ["user", "update", "ops@pbs", "--enable", "false"]],
    ["user's time", ["user", "update", "ops@pbs", "--expire", "1"]],
  ])("fails with 401 once the %s is gone", async (_, words) => {
    await server.run("user", "create", "ops@pbs");
    const token = await newToken("ops@pbs", "t");
    expect((await api.ask("GET", "/version", token)).status).toBe(200);
    await server.run(...words);
    expect((await api.ask("GET", "/version", token)).status).toBe(401);
  });

  it("fails with 404 for a path that it does not have", async () => {
    expect(await api.ask("GET", "/nothing", admin)).toMatchObject({
      status: 404,
      text: "Path '/api2/json/nothing' not found.",
    });
  });

  it("keeps the old secret from working once it is regenerated", async () => {
    const path = "/access/users/root@pam/token/admin";
    const { data } = await api.ask("PUT", path, admin, { regenerate: true });
    const fresh = `root@pam!admin:${(data as { secret: string }).secret}`;
    expect((await api.ask("GET", "/version", admin)).status).toBe(401);
    expect((await api.ask("GET", "/version", fresh)).status).toBe(200);
  });
});

describe("a JSON body", () => {
  const create = (body: object) => api.ask("POST", "/config/traffic-control", admin, body);
  const rule = { name: "day", network: ["10.0.0.0/8", "fd00::/8"] };

  it("may hold lists", async () => {
    expect(await create(rule)).toMatchObject({ status: 200, data: null });
    expect((await api.ask("GET", "/config/traffic-control/day", admin)).data).toEqual(rule);
  });

  it.each([
    [{ ...rule, network: "10.0.0.0/8" }, "'network': Expected array - got scalar value."],
    [{ ...rule, comment: 1 }, "'comment': Expected string value."],
    [{ ...rule, speed: 1 }, "'speed': schema does not allow additional properties."],
    [{ network: [] }, "'name': parameter is missing and it is not optional."],
  ])("fails for %j", async (body, reason) => {
    const { status, text } = await create(body);
    expect(status).toBe(400);
    expect(text).toBe(`parameter verification failed - ${reason}`);
  });

  it.each([1, 0, "1", "true"])("fails for the boolean %j", async (regenerate) => {
    const path = "/access/users/root@pam/token/admin";
    expect(await api.ask("PUT", path, admin, { regenerate })).toMatchObject({
      status: 400,
      text: "parameter verification failed - 'regenerate': Expected boolean value.",
    });
  });

  it("is stricter than a query", async () => {
    expect((await api.ask("GET", "/nodes/localhost/tasks?errors=1", admin)).status).toBe(200);
  });

  it("keeps a secret out of the command line, with the digest of the state it was made for", async () => {
    const remote = { name: "far", host: "pbs2.lab", "auth-id": "pull@pbs!lab", password: "hush" };
    expect((await api.ask("POST", "/config/remote", admin, remote)).status).toBe(200);
    const { text } = await api.ask("GET", "/config/remote/far", admin);
    expect(text).not.toContain("hush");
    const { digest } = JSON.parse(text) as { digest: string };
    const change = { password: "other", digest };
    expect((await api.ask("PUT", "/config/remote/far", admin, change)).status).toBe(200);
    expect(await api.ask("PUT", "/config/remote/far", admin, change)).toMatchObject({
      status: 400,
      text: "detected modified configuration - file changed by other user? Try again.",
    });
  });
});

describe("permissions on configuration", () => {
  let audit = "";
  beforeEach(async () => {
    await server.run("user", "create", "mon@pbs");
    audit = await newToken("mon@pbs", "t");
    for (const id of ["mon@pbs", "mon@pbs!t"]) {
      await server.run("acl", "update", "/", "Audit", "--auth-id", id);
    }
  });

  it.each([
    ["GET", "/config/metrics/influxdb-http", 200],
    ["GET", "/config/notifications/targets", 200],
    ["GET", "/config/remote", 403],
    ["POST", "/config/metrics/influxdb-http", 403],
    ["POST", "/config/notifications/matchers", 403],
    ["PUT", "/access/users/root@pam/token/admin", 403],
    ["POST", "/config/encryption-keys", 403],
  ])("let an auditor %s %s with %d", async (method, path, status) => {
    const reply = await api.ask(method, path, audit);
    expect(reply.status).toBe(status);
    if (status === 403) expect(reply.text).toBe("permission check failed");
  });

  it("of a token without its user's are none", async () => {
    await server.run("acl", "update", "/", "Audit", "--auth-id", "mon@pbs", "--delete", "true");
    expect((await api.ask("GET", "/config/metrics/influxdb-http", audit)).status).toBe(403);
  });
});

describe("a server that is down", () => {
  it("fails every request, and every command that goes through the daemon", async () => {
    fs.mkdirSync(server.at(faultDirectory), { recursive: true });
    fs.writeFileSync(server.at(`${faultDirectory}/down`), "");
    await expect(api.ask("GET", "/version", admin)).rejects.toThrow("socket hang up");
    expect((await api.ask("GET", "/ping")).status).toBe(200);
  });

  it("is one whose daemon nobody has announced", async () => {
    await expect(reachDaemon()).rejects.toThrow("client error (Connect)");
    const presence = await announceDaemon();
    await expect(reachDaemon()).resolves.toBeUndefined();
    fs.mkdirSync(server.at(faultDirectory), { recursive: true });
    fs.writeFileSync(server.at(`${faultDirectory}/down`), "");
    await expect(reachDaemon()).rejects.toThrow("client error (Connect)");
    await presence.release();
  });
});
