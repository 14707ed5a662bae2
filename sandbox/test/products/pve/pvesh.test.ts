import { useNode } from "./node";

const node = useNode();
const job = ["--schedule", "sun 01:00", "--all", "1", "--storage", "pbs-vm"];

describe("pvesh", () => {
  it("creates, changes, reads and deletes, and prints nothing where the API answers nothing", async () => {
    const created = await node.pvesh("create", "/cluster/backup", "--id", "weekly", ...job);
    expect(created).toEqual({ code: 0, out: "", err: "" });
    expect(
      await node.pvesh(
        "set",
        "/cluster/backup/weekly",
        "--comment",
        "every guest",
        "--exclude=100",
      ),
    ).toEqual({ code: 0, out: "", err: "" });
    expect(await node.json("get", "/cluster/backup/weekly")).toEqual({
      all: 1,
      comment: "every guest",
      enabled: 1,
      exclude: "100",
      id: "weekly",
      schedule: "sun 01:00",
      storage: "pbs-vm",
      type: "vzdump",
    });
    expect((await node.pvesh("delete", "/cluster/backup/weekly")).code).toBe(0);
    expect(await node.json("get", "/cluster/backup")).toEqual([]);
  });

  it("takes the notification mode, which the provider cannot", async () => {
    await node.pvesh(
      "create",
      "/cluster/backup",
      "--id",
      "weekly",
      ...job,
      "--notification-mode",
      "notification-system",
    );
    expect(await node.json("get", "/cluster/backup/weekly")).toMatchObject({
      "notification-mode": "notification-system",
    });
  });

  it("may do what is closed to every token", async () => {
    const { code } = await node.pvesh(
      "create",
      "/cluster/backup",
      ...job,
      "--script",
      "/root/hook",
    );
    expect(code).toBe(0);
  });

  it("takes a list item by item, and a flag without a value", async () => {
    await node.pvesh(
      ...["create", "/cluster/backup", "--exclude", "100", "--exclude", "101,102"],
      ...["--id", "weekly", "--schedule", "daily", "--storage", "pbs-vm", "--repeat-missed"],
      ...["--exclude-path", "/tmp/?*", "--exclude-path", "/var/cache"],
    );
    expect(await node.json("get", "/cluster/backup/weekly")).toMatchObject({
      exclude: "100,101,102",
      "exclude-path": ["/tmp/?*", "/var/cache"],
      "repeat-missed": 1,
    });
  });

  it("carries any value of an option, also one that looks like an option", async () => {
    const comment = `-x "a" 'b' $c \`d\` ü`;
    await node.pvesh("create", "/cluster/backup", "--id", "weekly", ...job, `--comment=${comment}`);
    expect(await node.json("get", "/cluster/backup/weekly")).toMatchObject({ comment });
  });

  it("prints the key of a storage that it was given, which pvesm does not", async () => {
    const { out } = await node.pvesh(
      ...["create", "/storage", "--storage", "pbs-vm", "--type", "pbs", "--server", "pbs"],
      ...["--datastore", "vm", "--encryption-key", "autogen", "--output-format", "json"],
    );
    expect(out).toMatch(/"encryption-key":"\{\\"kdf\\":null/);
  });

  it.each([
    ["json", '[{"subdir":"not-backed-up"}]\n'],
    ["json-pretty", '[\n   {\n      "subdir" : "not-backed-up"\n   }\n]\n'],
    ["yaml", "---\n- subdir: not-backed-up\n"],
    [
      "text",
      "+---------------+\n| subdir        |\n+---------------+\n| not-backed-up |\n+---------------+\n",
    ],
  ])("prints %s", async (format, text) => {
    expect((await node.pvesh("get", "/cluster/backup-info", "--output-format", format)).out).toBe(
      text,
    );
  });

  it("prints an object as a table of keys and values, without frame and title if asked", async () => {
    const { out } = await node.pvesh("get", "/version", "--noborder", "--noheader");
    expect(out).toMatch(/^release 9\.0\nrepoid {2}0000000000000000\nversion 9\.0\.10\n$/);
  });

  it("prints nothing when it is to be quiet", async () => {
    expect((await node.pvesh("get", "/version", "--quiet")).out).toBe("");
  });
});

describe("pvesh that is refused", () => {
  it.each([
    [
      "an unknown option",
      ["create", "/cluster/backup", ...job, "--colour", "red"],
      "Unknown option: colour\n400 unable to parse option\npvesh create <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "an option without its value",
      ["create", "/cluster/backup", "--schedule"],
      "Option schedule requires an argument\n400 unable to parse option\npvesh create <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "a bad value, with every fault",
      ["create", "/cluster/backup", "--all", "1", "--schedule", "sunny", "--ionice", "9"],
      "400 Parameter verification failed.\n" +
        "schedule: invalid format - invalid calendar event 'sunny' - unable to parse calendar event at 'sunny' - Context(\"weekday\")\n" +
        "ionice: value must have a maximum value of 8\n" +
        "pvesh create <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "an unknown job",
      ["get", "/cluster/backup/nowhere"],
      "400 Parameter verification failed.\nid: No such job 'nowhere'\npvesh get <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "a boolean that is none",
      ["set", "/cluster/backup/x", "--all", "perhaps"],
      "400 unable to parse boolean option\npvesh set <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "no path",
      ["get"],
      "400 not enough arguments\npvesh get <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "two paths",
      ["get", "/version", "/nodes"],
      "400 too many arguments\npvesh get <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "an unknown format",
      ["get", "/version", "--output-format", "xml"],
      "400 Parameter verification failed.\noutput-format: value 'xml' does not have a value in the enumeration 'text, json, json-pretty, yaml'\npvesh get <api_path> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
    [
      "what a creation needs and was not given",
      ["create", "/storage", "--server", "pbs"],
      "400 Parameter verification failed.\n" +
        "storage: property is missing and it is not optional\n" +
        "type: property is missing and it is not optional\n" +
        "pvesh create <api_path> --storage <string> --type <string> [OPTIONS] [FORMAT_OPTIONS]\n",
    ],
  ])("fails with 255 for %s", async (_name, words, err) => {
    expect(await node.pvesh(...words)).toEqual({ code: 255, out: "", err });
  });

  it("fails with 2 and the API's text when the API refuses to act", async () => {
    await node.pvesh("create", "/cluster/backup", "--id", "weekly", ...job);
    expect(await node.pvesh("create", "/cluster/backup", "--id", "weekly", ...job)).toEqual({
      code: 2,
      out: "",
      err: "Job 'weekly' already exists\n",
    });
    expect((await node.pvesh("get", "/storage/nowhere")).err).toBe(
      "storage 'nowhere' does not exist\n",
    );
  });

  it("fails with 1 for an option before the path, which it takes for one", async () => {
    expect(await node.pvesh("create", "--all", "/cluster/backup")).toMatchObject({
      code: 1,
      err: "No 'create' handler defined for '--all'\n",
    });
  });

  it("fails with 1 for a path that has no such method", async () => {
    expect(await node.pvesh("delete", "/version")).toEqual({
      code: 1,
      out: "",
      err: "No 'delete' handler defined for '/version'\n",
    });
  });

  it.each([
    [[], "ERROR: no command specified\n"],
    [["post", "/version"], "ERROR: unknown command 'pvesh post'\n"],
  ])("fails for %j, and lists what there is", async (words, first) => {
    const { code, err } = await node.pvesh(...words);
    expect(code).toBe(255);
    expect(err).toContain(`${first}USAGE: pvesh <COMMAND> [ARGS] [OPTIONS]\n\n`);
    expect(err).toContain("       pvesh usage <api_path> [OPTIONS]\n");
  });
});
