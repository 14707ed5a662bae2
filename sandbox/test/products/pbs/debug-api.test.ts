import * as fs from "node:fs";
import * as http from "node:http";
import { type AddressInfo } from "node:net";

import { useServer } from "./harness";

const server = useServer();

const json = async (...words: string[]): Promise<unknown> => {
  const { code, out, err } = await server.debug(...words, "--output-format", "json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
};

const refusal = async (...words: string[]) => {
  const { code, err } = await server.debug(...words);
  expect(code).toBe(255);
  return err.split("\n")[0];
};

describe("proxmox-backup-debug api", () => {
  it("fails for a path or verb that the API does not have", async () => {
    expect(await refusal("get", "/config/nothing")).toBe(
      "Error: no get handler defined for '/config/nothing'",
    );
    expect(await refusal("set", "version")).toBe("Error: no set handler defined for '/version'");
  });

  it("fails for an option that the method does not know", async () => {
    expect(await refusal("get", "/version", "--verbose", "1")).toBe(
      "Error: parameter verification failed - 'verbose': schema does not allow additional properties.",
    );
  });

  it("fails for a list of more than one item, which its command line cannot express", async () => {
    expect(
      await refusal(
        ...["create", "/config/traffic-control", "--name", "day"],
        ...["--network", "10.0.0.0/8", "--network", "fd00::/8"],
      ),
    ).toContain("'network': duplicate parameter.");
  });
});

describe("namespaces", () => {
  const path = "/admin/datastore/store1/namespace";

  beforeEach(async () => {
    await server.run("datastore", "create", "store1", "/mnt/datastore/one");
  });

  const names = async (...words: string[]) =>
    ((await json("get", path, ...words)) as { ns: string }[]).map(({ ns }) => ns);

  it("are directories of the datastore, listed from the root on", async () => {
    expect(await json("create", path, "--name", "cluster")).toBe("cluster");
    expect(await json("create", path, "--name", "vms", "--parent", "cluster")).toBe("cluster/vms");
    expect(fs.existsSync(server.at("/mnt/datastore/one/ns/cluster/ns/vms"))).toBe(true);
    expect(await names()).toEqual(["", "cluster", "cluster/vms"]);
    expect(await names("--parent", "cluster", "--max-depth", "0")).toEqual(["cluster"]);
  });

  it("may be made twice", async () => {
    await json("create", path, "--name", "cluster");
    expect(await json("create", path, "--name", "cluster")).toBe("cluster");
  });

  it("fail without their parent, below seven levels, and with a bad name", async () => {
    expect(await refusal("create", path, "--name", "vms", "--parent", "cluster")).toBe(
      "Error: cannot create new namespace, parent cluster doesn't already exists",
    );
    let parent: string[] = [];
    for (const name of ["a", "b", "c", "d", "e", "f", "g"]) {
      await json("create", path, "--name", name, ...parent);
      parent = ["--parent", [...parent.slice(1), name].join("/")];
    }
    expect(await refusal("create", path, "--name", "h", ...parent)).toContain("namespace to deep");
    expect(await refusal("create", path, "--name", "a/b")).toContain("does not match the regex");
    expect(await refusal("create", path, "--name", "x".repeat(33))).toContain("32 characters");
  });

  it("are deleted when empty, and fail to be with groups in them unless those go too", async () => {
    await json("create", path, "--name", "cluster");
    const snapshot = server.at("/mnt/datastore/one/ns/cluster/vm/100/2026-11-22T01:00:00Z");
    fs.mkdirSync(snapshot, { recursive: true });
    expect(await refusal("delete", path, "--ns", "cluster")).toBe(
      "Error: only partially deleted due to existing groups but `delete-groups` not true",
    );
    expect(await json("delete", path, "--ns", "cluster", "--delete-groups", "true")).toEqual({
      "removed-groups": 1,
      "removed-snapshots": 1,
      "protected-snapshots": 0,
    });
    expect(await names()).toEqual([""]);
  });

  it("fail to be deleted with a protected snapshot, which stays", async () => {
    await json("create", path, "--name", "cluster");
    const snapshot = server.at("/mnt/datastore/one/ns/cluster/vm/100/2026-11-22T01:00:00Z");
    fs.mkdirSync(snapshot, { recursive: true });
    fs.writeFileSync(`${snapshot}/.protected`, "");
    expect(await refusal("delete", path, "--ns", "cluster", "--delete-groups", "true")).toBe(
      "Error: group only partially deleted due to protected snapshots",
    );
    expect(fs.existsSync(snapshot)).toBe(true);
  });

  it("fail to be made on the root, or in a datastore in maintenance", async () => {
    expect(await refusal("delete", path, "--ns", "")).toBe(
      "Error: Cannot create/delete root namespace!",
    );
    await server.run(
      "datastore",
      "update",
      "store1",
      "--maintenance-mode",
      "read-only,message=hold",
    );
    expect(await refusal("create", path, "--name", "cluster")).toBe(
      "Error: datastore 'store1' is unavailable: read-only maintenance mode: hold",
    );
    expect(await names()).toEqual([""]);
  });
});

describe("metric servers", () => {
  const influx = http.createServer((request, response) =>
    response.writeHead(request.url === "/health" ? 200 : 404).end("{}"),
  );
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => influx.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(influx.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => influx.close(resolve)));

  const path = "/config/metrics/influxdb-http";
  const create = (...words: string[]) => ["create", path, "--name", "lab-mon", "--url", ...words];

  it("are made, read, changed and deleted, their token only kept", async () => {
    const { code, out } = await server.debug(...create(url, "--token", "hush", "--bucket", "pbs"));
    expect({ code, out }).toEqual({ code: 0, out: "null\n" });
    expect(server.config("metricserver.cfg")).toBe(
      `influxdb-http: lab-mon\n\tbucket pbs\n\ttoken hush\n\turl ${url}\n`,
    );
    expect(await json("get", `${path}/lab-mon`)).toEqual({ name: "lab-mon", bucket: "pbs", url });
    await server.debug("set", `${path}/lab-mon`, "--organization", "lab", "--delete", "bucket");
    expect(await json("get", path)).toEqual([{ name: "lab-mon", organization: "lab", url }]);
    await server.debug("delete", `${path}/lab-mon`);
    expect(await json("get", path)).toEqual([]);
  });

  it("fail when the server does not answer, unless they are disabled", async () => {
    expect(await refusal(...create(`${url}/elsewhere`))).toBe(
      `Error: could not connect to ${url}/elsewhere: got bad status: 404 Not Found`,
    );
    expect((await server.debug(...create("http://127.0.0.1:1", "--enable", "false"))).code).toBe(0);
    expect(server.config("metricserver.cfg")).toContain("enable false");
  });

  it("fail for a second one of a name, of the other type too, and for one that is missing", async () => {
    await server.debug(...create(url));
    expect(
      await refusal("create", "/config/metrics/influxdb-udp", "--name", "lab-mon", "--host", "a:1"),
    ).toBe("Error: metric server 'lab-mon' already exists.");
    expect(await refusal("delete", `${path}/nobody`)).toBe("Error: name 'nobody' does not exist.");
    expect(
      await refusal("create", "/config/metrics/influxdb-udp", "--name", "udp", "--host", "a"),
    ).toContain("'host': value does not match the regex pattern");
  });
});

describe("tokens through the API", () => {
  const path = "/access/users/backup@pbs/token/node01";

  beforeEach(async () => {
    await server.run("user", "create", "backup@pbs");
    await server.run("user", "generate-token", "backup@pbs", "node01", "--comment", "first");
  });

  it("get a new secret and keep everything else", async () => {
    const before = server.config("token.shadow");
    expect(await json("set", path, "--regenerate", "true")).toEqual({
      secret: expect.stringMatching(/^[0-9a-f]{8}-/),
    });
    expect(server.config("token.shadow")).not.toBe(before);
    expect(await server.json("user", "list-tokens", "backup@pbs")).toEqual([
      { comment: "first", "token-name": "node01", tokenid: "backup@pbs!node01" },
    ]);
  });

  it("are changed without a new secret", async () => {
    const before = server.config("token.shadow");
    await server.debug("set", path, "--enable", "false", "--delete", "comment");
    expect(server.config("token.shadow")).toBe(before);
    expect(server.config("user.cfg")).toContain("token: backup@pbs!node01\n\tenable false\n");
  });

  it("fail to be changed when they do not exist", async () => {
    expect(await refusal("set", "/access/users/backup@pbs/token/nobody")).toBe(
      "Error: no such token 'backup@pbs!nobody'",
    );
  });
});

describe("the server's own encryption keys", () => {
  const path = "/config/encryption-keys";

  it("are made and listed, without what opens them", async () => {
    const key = await json("create", path, "--id", "push");
    expect(key).toMatchObject({
      kdf: null,
      fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){31}/),
    });
    const file = server.at("/etc/proxmox-backup/encryption-keys/push.enc");
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(await json("get", path))).not.toContain((key as { data: string }).data);
  });

  it("fail for a key with a passphrase", async () => {
    const protectedKey = JSON.stringify({
      kdf: { PBKDF2: { iter: 1, salt: "" } },
      ...{ created: "2026-11-22T00:00:00Z", modified: "2026-11-22T00:00:00Z", data: "" },
    });
    expect(await refusal("create", path, "--id", "push", "--key", protectedKey)).toBe(
      "Error: protected keys not supported",
    );
  });
});
