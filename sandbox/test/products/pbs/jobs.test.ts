import { createHash } from "node:crypto";
import * as fs from "node:fs";

import { useServer } from "./harness";

const server = useServer();

const jobs = [
  {
    type: "prune-job",
    file: "prune.cfg",
    header: "prune: job1",
    needed: ["--store", "abc", "--schedule", "daily"],
    state: "prunejob-job1.json",
    missing: "no such prune 'job9'",
  },
  {
    type: "verify-job",
    file: "verification.cfg",
    header: "verification: job1",
    needed: ["--store", "abc"],
    state: "verificationjob-job1.json",
    missing: "no such verification 'job9'",
  },
  {
    type: "sync-job",
    file: "sync.cfg",
    header: "sync: job1",
    needed: ["--store", "abc", "--remote-store", "def"],
    state: "syncjob-job1.json",
    missing: "job 'job9' does not exist.",
  },
];

describe.each(jobs)("every $type", ({ type, file, header, needed, state, missing }) => {
  const create = () => server.run(type, "create", "job1", ...needed);

  it("is created without output and listed", async () => {
    expect(await create()).toMatchObject({ code: 0, out: "" });
    expect(server.config(file).split("\n")[0]).toBe(header);
    expect(await server.json(type, "list")).toEqual([await server.json(type, "show", "job1")]);
    const created = fs.readFileSync(
      server.at(`/var/lib/proxmox-backup/jobstates/${state}`),
      "utf8",
    );
    expect(JSON.parse(created)).toEqual({ created: { time: expect.any(Number) } });
  });

  it("fails to be created twice", async () => {
    await create();
    expect(await server.refusal(type, "create", "job1", ...needed)).toBe(
      "Error: parameter verification failed - 'id': job 'job1' already exists.",
    );
  });

  it("fails to be shown, updated or removed when it does not exist", async () => {
    const section = header.split(":")[0];
    expect(await server.refusal(type, "show", "job9")).toBe(`Error: no such ${section} 'job9'`);
    expect(await server.refusal(type, "update", "job9", "--comment", "x")).toBe(
      `Error: no such ${section} 'job9'`,
    );
    expect(await server.refusal(type, "remove", "job9")).toBe(`Error: ${missing}`);
  });

  it("is removed with its state", async () => {
    await create();
    expect(await server.run(type, "remove", "job1")).toEqual({ code: 0, out: "", err: "" });
    expect(server.config(file)).toBe("");
    expect(fs.existsSync(server.at(`/var/lib/proxmox-backup/jobstates/${state}`))).toBe(false);
  });

  it("is changed with the digest of the file, and fails with an older one", async () => {
    await create();
    const digest = createHash("sha256").update(server.config(file)).digest("hex");
    const update = [type, "update", "job1", "--digest", digest, "--comment"];
    expect((await server.run(...update, "first")).code).toBe(0);
    expect(await server.refusal(...update, "second")).toContain("detected modified configuration");
    expect(await server.json(type, "show", "job1")).toMatchObject({ comment: "first" });
  });

  it("fails for a digest that is none", async () => {
    await create();
    expect(await server.refusal(type, "update", "job1", "--digest", "abc")).toContain(
      "'digest': value does not match the regex pattern",
    );
  });

  it("keeps what an update does not name", async () => {
    await create();
    const before = await server.json(type, "show", "job1");
    await server.run(type, "update", "job1", "--comment", "x");
    await server.run(type, "update", "job1", "--delete", "comment");
    expect(await server.json(type, "show", "job1")).toEqual(before);
  });

  it("fails for a name that is too short, too long or unsafe", async () => {
    for (const id of ["ab", "x".repeat(33), ".job", "a/b/c", "jöb"]) {
      expect((await server.run(type, "create", id, ...needed)).code).toBe(255);
    }
  });
});

describe("prune jobs", () => {
  it("keep the flag disable only while it is set, and the namespace only while it is not the root", async () => {
    const needed = ["--store", "abc", "--schedule", "daily"];
    await server.run("prune-job", "create", "job1", ...needed, "--disable", "--ns", "team/a");
    expect(server.config("prune.cfg")).toBe(
      "prune: job1\n\tdisable true\n\tns team/a\n\tschedule daily\n\tstore abc\n",
    );
    await server.run("prune-job", "update", "job1", "--disable", "false", "--ns", "");
    expect(server.config("prune.cfg")).toBe("prune: job1\n\tschedule daily\n\tstore abc\n");
  });

  it("fail for a namespace deeper than eight levels", async () => {
    const ns = "abcdefghi".split("").join("/");
    expect(
      await server.refusal(
        ...["prune-job", "create", "job1", "--store", "abc", "--schedule", "daily", "--ns", ns],
      ),
    ).toContain("'ns': value does not match the regex pattern");
  });

  it("fail to lose their schedule", async () => {
    await server.run("prune-job", "create", "job1", "--store", "abc", "--schedule", "daily");
    expect(await server.refusal("prune-job", "update", "job1", "--delete", "schedule")).toContain(
      "value 'schedule' is not defined in the enumeration.",
    );
  });
});

describe("sync jobs", () => {
  const create = (...words: string[]) =>
    server.run("sync-job", "create", "job1", "--store", "abc", "--remote-store", "def", ...words);

  it("fail from a datastore to itself, unless it is another server's", async () => {
    const same = ["--store", "abc", "--remote-store", "abc"];
    expect(await server.refusal("sync-job", "create", "job1", ...same)).toBe(
      "Error: source and target datastore can't be the same",
    );
    expect((await server.run("sync-job", "create", "job1", ...same, "--remote", "off1")).code).toBe(
      0,
    );
  });

  it("keep filters in order, without the implied include", async () => {
    const filters = ["type:vm", "include:group:ct/101", "exclude:regex:^vm/9.*$"];
    await create(...filters.flatMap((filter) => ["--group-filter", filter]));
    expect(await server.json("sync-job", "show", "job1")).toMatchObject({
      "group-filter": ["type:vm", "group:ct/101", "exclude:regex:^vm/9.*$"],
    });
    expect(server.config("sync.cfg").match(/^\tgroup-filter /gm)).toHaveLength(3);
    await server.run("sync-job", "update", "job1", "--group-filter", "type:host");
    expect(await server.json("sync-job", "show", "job1")).toMatchObject({
      "group-filter": ["type:host"],
    });
  });

  it.each([
    ["vm", "input doesn't match expected format"],
    ["kind:vm", "expected 'group', 'type' or 'regex' prefix, got 'kind'"],
    ["type:qemu", 'invalid backup type "qemu"'],
    ["group:vm", "value does not match the regex pattern"],
    ["regex:(", "error: unclosed group"],
  ])("fail for the filter %s", async (filter, reason) => {
    expect((await create("--group-filter", filter)).err).toContain(reason);
  });

  it.each([
    ["1000000", "1000000 B"],
    ["10MiB", "10 MiB"],
    ["1.5 kb", "1.5 KB"],
    ["2Ki", "2 KiB"],
    ["2.3456GiB", "2.346 GiB"],
  ])("keep the rate %s as %s", async (given, kept) => {
    await create("--rate-in", given);
    expect(await server.json("sync-job", "show", "job1")).toMatchObject({ "rate-in": kept });
  });

  it.each(["fast", "-1", "1 XB", "10iB", "MiB"])("fail for the rate %s", async (rate) => {
    expect((await create(`--rate-in=${rate}`)).err).toContain(
      `'rate-in': byte-size parse error for '${rate}'`,
    );
  });

  it("fail to push with resync-corrupt", async () => {
    expect((await create("--sync-direction", "push", "--resync-corrupt", "1")).err).toBe(
      "Error: push jobs do not support resync-corrupt option\n",
    );
  });

  it("are listed by direction, pulling ones unless asked otherwise", async () => {
    await create();
    await server.run(
      ...["sync-job", "create", "job2", "--store", "abc", "--remote-store", "def"],
      ...["--remote", "off1", "--sync-direction", "push"],
    );
    const ids = async (...words: string[]) =>
      ((await server.json("sync-job", "list", ...words)) as { id: string }[]).map(({ id }) => id);
    expect(await ids()).toEqual(["job1"]);
    expect(await ids("--sync-direction", "push")).toEqual(["job2"]);
    expect(await ids("--sync-direction", "all")).toEqual(["job1", "job2"]);
  });

  it("fail when namespace and depth are more than seven levels together", async () => {
    expect((await create("--ns", "a/b/c", "--max-depth", "5")).err).toBe(
      "Error: namespace 'a/b/c's depth and recursion depth exceed limit: 3 + 5 > 7\n",
    );
    expect((await create("--ns", "a/b/c", "--max-depth", "4")).code).toBe(0);
  });

  it("fail to unmount a datastore they do not wait for", async () => {
    await create();
    expect(await server.refusal("sync-job", "update", "job1", "--unmount-on-done", "1")).toBe(
      "Error: 'unmount-on-done' can only be set when 'run-on-mount' is enabled",
    );
    const both = ["--run-on-mount", "1", "--unmount-on-done", "1"];
    expect((await server.run("sync-job", "update", "job1", ...both)).code).toBe(0);
  });
});
