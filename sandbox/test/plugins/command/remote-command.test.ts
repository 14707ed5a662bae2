import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import * as path from "node:path";
import { commandPlugin } from "../../../plugins/command/plugin";
import { Secret, unknown } from "../../../plugins/protocol/property-values";
import type { Properties } from "../../../plugins/protocol/resource-type";
import { PluginClient } from "../protocol/client";
import { type SshServer, startSshServer } from "./ssh-server";

const token = "command:remote:Command";

// Real servers on a machine that runs other tests too.
let server: SshServer;
let plugin: PluginClient;
beforeAll(async () => {
  server = await startSshServer();
  plugin = await PluginClient.start(commandPlugin);
});
afterAll(async () => {
  await plugin.close();
  await server.stop();
});

const inputs = (more: Properties): Properties => ({
  connection: server.connection,
  addPreviousOutputInEnv: false,
  ...more,
});
const create = (more: Properties) => plugin.create(token, inputs(more));
const at = (name: string) => path.join(server.directory, name);

describe("remote.Command on a real SSH server", () => {
  it("runs create and reports what it printed, without one trailing newline", async () => {
    const kept = await create({ create: "echo out; echo; echo err >&2" });
    expect(kept.outputs).toMatchObject({ stdout: "out\n", stderr: "err" });
    expect(kept.id).toMatch(/^test[0-9a-f]{8}$/);
  });

  it("keeps the connection secret even if the program does not", async () => {
    const { outputs } = await create({ create: "true" });
    expect(outputs["connection"]).toEqual(new Secret(server.connection));
  });

  it("marks the key secret once more within the connection, as the official plugin's check does", async () => {
    const { inputs } = await create({ create: "true", connection: new Secret(server.connection) });
    const { privateKey } = server.connection;
    expect(inputs["connection"]).toEqual(
      new Secret({ ...server.connection, privateKey: new Secret(privateKey) }),
    );
  });

  it("hands over a megabyte of standard input", async () => {
    const stdin = "0123456789abcdef".repeat(65_536);
    const kept = await create({ create: "sha256sum; echo done", stdin });
    const counted = await create({ create: "wc -c", stdin });
    expect(counted.outputs["stdout"]).toBe("1048576");
    expect(kept.outputs["stdout"]).toMatch(/^[0-9a-f]{64} {2}-\ndone$/);
  });

  it("succeeds when the command does not read its standard input", async () => {
    const kept = await create({ create: "echo bye", stdin: "x".repeat(1_048_576) });
    expect(kept.outputs["stdout"]).toBe("bye");
  });

  it("ends the standard input of a command that was given none", async () => {
    expect((await create({ create: "cat; echo end" })).outputs["stdout"]).toBe("end");
  });

  it("runs update on a change, and create again where there is no update", async () => {
    const first = await create({ create: "echo created", update: "echo updated", stdin: "1" });
    const second = await plugin.update(
      first,
      inputs({ create: "echo created", update: "echo updated", stdin: "2" }),
    );
    expect(second.outputs["stdout"]).toBe("updated");
    const third = await plugin.update(second, inputs({ create: "echo created anew" }));
    expect(third.outputs["stdout"]).toBe("created anew");
  });

  it("runs nothing and keeps the output where there is no command", async () => {
    const first = await create({ create: "echo first" });
    const second = await plugin.update(first, inputs({ stdin: "x" }));
    expect(second.outputs).toMatchObject({ stdout: "first", stderr: "" });
    expect((await create({})).outputs).toMatchObject({ stdout: "", stderr: "" });
  });

  it("runs delete with the standard input and connection of the state", async () => {
    const kept = await create({
      create: "true",
      delete: `cat > ${at("deleted")}`,
      stdin: "last words",
    });
    await plugin.delete(kept);
    expect(readFileSync(at("deleted"), "utf8")).toBe("last words");
  });

  it("leaves the state as it is on a refresh", async () => {
    const kept = await create({ create: "date +%N" });
    expect(await plugin.refresh(kept)).toEqual(kept);
  });

  it("replaces when a trigger changes, and only then", async () => {
    const kept = await create({
      create: "true",
      triggers: [1, { a: "b" }],
      stdin: new Secret("1"),
    });
    const changed = await plugin.diff(
      kept,
      inputs({ create: "true", triggers: [2, { a: "b" }], stdin: "1" }),
    );
    expect(changed).toMatchObject({
      details: { "triggers[0]": "UPDATE_REPLACE" },
      replaces: ["triggers"],
    });
    const moved = await plugin.diff(kept, {
      ...inputs({ create: "true", triggers: [1, { a: "b" }], stdin: new Secret("2") }),
      connection: { ...server.connection, port: 22 },
    });
    expect(moved).toMatchObject({
      details: { stdin: "UPDATE", "connection.port": "UPDATE" },
      replaces: [],
    });
  });

  it("runs nothing in a preview; the output is unknown only where a command changes", async () => {
    const planned = await plugin.create(token, inputs({ create: `touch ${at("touched")}` }), {
      preview: true,
    });
    expect(planned.outputs).toMatchObject({ stdout: unknown, stderr: unknown });
    expect(existsSync(at("touched"))).toBe(false);
    const kept = await create({ create: "echo x", stdin: "1" });
    const fed = await plugin.update(kept, inputs({ create: "echo x", stdin: "2" }), {
      preview: true,
    });
    expect(fed.outputs["stdout"]).toBe("x");
    const other = await plugin.update(kept, inputs({ create: "echo y", stdin: "1" }), {
      preview: true,
    });
    expect(other.outputs["stdout"]).toBe(unknown);
  });
});

describe("a command's environment", () => {
  it("has what the server accepts", async () => {
    const kept = await create({
      create: "echo $BK_A-$BK_B",
      environment: { BK_A: "1", BK_B: "2" },
    });
    expect(kept.outputs["stdout"]).toBe("1-2");
  });

  it("fails before anything runs when the server refuses a variable", async () => {
    const refused = create({
      create: `touch ${at("ran")}`,
      environment: { BK_A: "1", OTHER: "2" },
    });
    await expect(refused).rejects.toThrow(/could not set environment variable "OTHER".*AcceptEnv/);
    expect(existsSync(at("ran"))).toBe(false);
  });

  it("does without the previous output when the server refuses that", async () => {
    const first = await create({ create: "echo one" });
    const second = await plugin.update(first, {
      connection: server.connection,
      create: "echo [$PULUMI_COMMAND_STDOUT]",
    });
    expect(second.outputs["stdout"]).toBe("[]");
  });
});

describe("the agent that SSH_AUTH_SOCK names", () => {
  afterEach(() => void delete process.env["SSH_AUTH_SOCK"]);

  const nobody = "dial unix /nowhere/agent: connect: no such file or directory";
  const withAgent = (agentSocketPath: string) =>
    create({ connection: { ...server.connection, agentSocketPath }, create: "true" });

  it("fails a command when it does not answer, although a key is given; the host is not dialled", async () => {
    process.env["SSH_AUTH_SOCK"] = "/nowhere/agent";
    const before = server.connections();

    await expect(create({ create: "true" })).rejects.toThrow(new RegExp(`^2 UNKNOWN: ${nobody}$`));

    expect(server.connections()).toBe(before);
  });

  it("fails a command whose proxy would be reached with it", async () => {
    const proxy = { ...server.connection, agentSocketPath: "/nowhere/agent" };
    const connection = { ...server.connection, proxy };
    await expect(create({ connection, create: "true" })).rejects.toThrow(`proxy: ${nobody}`);
  });

  it("fails a command that names an empty path, or one where nothing listens", async () => {
    writeFileSync(at("left"), "");
    await expect(withAgent("")).rejects.toThrow("dial unix: missing address");
    await expect(withAgent(at("left"))).rejects.toThrow(
      `dial unix ${at("left")}: connect: connection refused`,
    );
  });

  it("is called and asked nothing where a key is given, and not called where another one is named", async () => {
    process.env["SSH_AUTH_SOCK"] = "/nowhere/agent";
    const asked: Buffer[] = [];
    let calls = 0;
    const agent = createServer((socket) => {
      calls += 1;
      socket.on("data", (chunk) => asked.push(chunk));
    }).listen(at("agent"));
    await once(agent, "listening");

    await withAgent(at("agent"));

    agent.close();
    expect([calls, asked]).toEqual([1, []]);
  });

  it("is none where the variable is empty", async () => {
    process.env["SSH_AUTH_SOCK"] = "";
    expect((await create({ create: "echo in" })).outputs["stdout"]).toBe("in");
  });
});

describe("remote.Command", () => {
  it("fails with the exit code, the command line and all it printed, but not its input", async () => {
    const failed = create({
      create: "echo one; echo two >&2; exit 3",
      stdin: "the secret",
      logging: "none",
    });
    const { details } = (await failed.catch((error: unknown) => error)) as { details: string };
    expect(details).toMatch(
      /^Process exited with status 3: running "echo one; echo two >&2; exit 3":\n/,
    );
    expect(details).toContain("one\n");
    expect(details).toContain("two\n");
    expect(details).not.toContain("the secret");
  });

  it("fails with the signal that ended the command", async () => {
    await expect(create({ create: "kill -9 $$" })).rejects.toThrow(/from signal KILL: running/);
  });

  it("fails on a wrong host key after the allowed number of dials, and sends no login", async () => {
    const before = server.connections();
    const refused = create({
      connection: { ...server.connection, hostKey: server.otherHostKey, dialErrorLimit: 2 },
      create: `touch ${at("trusted")}`,
    });
    await expect(refused).rejects.toThrow(
      "after 2 failed attempts: ssh: handshake failed: ssh: host key mismatch",
    );
    expect(server.connections() - before).toBe(3);
    expect(existsSync(at("trusted"))).toBe(false);
  });

  it("fails when the server has no host key of the pinned algorithm", async () => {
    const rsa = `ssh-rsa ${Buffer.concat([Buffer.from([0, 0, 0, 7]), Buffer.from("ssh-rsa")]).toString("base64")}`;
    const refused = create({ connection: { ...server.connection, hostKey: rsa }, create: "true" });
    await expect(refused).rejects.toThrow(
      /after 0 failed attempts: ssh: handshake failed: .*host key/,
    );
  });

  it("fails with a wrong key, naming no secret", async () => {
    const { privateKey: _, ...open } = server.connection;
    const refused = create({ connection: { ...open, password: "hunter2" }, create: "true" });
    const { details } = (await refused.catch((error: unknown) => error)) as { details: string };
    expect(details).toMatch(/unable to authenticate/);
    expect(details).not.toContain("hunter2");
  });

  it("fails when nothing listens, naming the address", async () => {
    const refused = create({
      connection: { ...server.connection, port: 1, dialErrorLimit: 1 },
      create: "true",
    });
    await expect(refused).rejects.toThrow(
      /after 1 failed attempts: dial tcp 127.0.0.1:1: .*REFUSED/,
    );
  });

  it("fails when its time is up, and the connection ends", async () => {
    const late = plugin.create(token, inputs({ create: "sleep 5" }), { timeoutSeconds: 1 });
    await expect(late).rejects.toThrow(/timeout/);
  });

  it("fails at check on a misspelt connection without showing the key", async () => {
    const { failures } = await plugin.check(token, {
      connection: new Secret({ host: "h", privatekey: "PRIVATE" }),
    });
    expect(failures).toEqual([expect.objectContaining({ property: "connection.privatekey" })]);
    expect(failures[0]?.reason).toContain('did you mean "privateKey"?');
    expect(failures[0]?.reason).not.toContain("PRIVATE");
  });

  it("fails at check on a host key that is none", async () => {
    const { failures } = await plugin.check(token, {
      connection: {
        host: "h",
        hostKey: "SHA256:abc",
        proxy: { host: "p", hostKey: "ssh-ed25519 x" },
      },
    });
    expect(failures.map(({ property }) => property)).toEqual([
      "connection.hostKey",
      "connection.proxy.hostKey",
    ]);
  });

  it("goes through a proxy, whose host key is checked too", async () => {
    const through = (hostKey: string) =>
      create({
        connection: { ...server.connection, proxy: { ...server.connection, hostKey } },
        create: "echo through",
      });
    expect((await through(server.connection.hostKey)).outputs["stdout"]).toBe("through");
    await expect(through(server.otherHostKey)).rejects.toThrow(
      "proxy: after 0 failed attempts: ssh: handshake failed: ssh: host key mismatch",
    );
  });
});
