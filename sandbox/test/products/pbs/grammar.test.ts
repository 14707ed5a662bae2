import { useServer } from "./harness";

const server = useServer();

describe("the command line of Proxmox Backup Server", () => {
  it.each([
    ["namespace", "list"],
    ["metrics", "list"],
    ["encryption-keys", "list"],
  ])("fails for %s, which the product offers in its API only", async (object, verb) => {
    const { code, out, err } = await server.run(object, verb);
    expect(code).toBe(255);
    expect(out).toBe("");
    expect(err).toMatch(new RegExp(`^Error: no such command '${object}'\n\nUsage:\n\n`));
  });

  it("fails without a command and lists those there are", async () => {
    expect(await server.run("prune-job")).toMatchObject({
      code: 255,
      err: expect.stringContaining(
        "Error: no command specified.\nPossible commands: create, list, remove, run, show, update",
      ),
    });
  });

  it("takes an unambiguous beginning of a command", async () => {
    expect(await server.json("prune", "li")).toEqual([]);
  });

  it("fails for an ambiguous beginning of a command", async () => {
    expect(await server.refusal("prune-job", "r", "job1")).toBe("Error: no such command 'r'");
  });

  it("fails without a positional argument and prints the command's usage", async () => {
    const { code, err } = await server.run("prune-job", "create");
    expect(code).toBe(255);
    expect(err).toMatch(
      /^Error: parameter verification failed - 'id': missing argument\nUsage: proxmox-backup-manager prune-job create <id> --schedule <calendar-event> --store <string> \[OPTIONS\]\n/,
    );
  });

  it("fails for a missing required option", async () => {
    expect(await server.refusal("prune-job", "create", "job1", "--store", "store1")).toBe(
      "Error: parameter verification failed - 'schedule': parameter is missing and it is not optional.",
    );
  });

  it("fails for an unknown option", async () => {
    expect(
      await server.refusal("verify-job", "create", "job1", "--store", "store1", "--disable", "1"),
    ).toBe(
      "Error: parameter verification failed - 'disable': schema does not allow additional properties.",
    );
  });

  it("fails for an option that is no option at all but an object's inherited name", async () => {
    expect(
      await server.refusal("verify-job", "create", "job1", "--store", "abc", "--constructor", "x"),
    ).toContain("'constructor': schema does not allow additional properties.");
  });

  it("fails for an option without a value", async () => {
    expect(await server.refusal("prune-job", "create", "job1", "--store")).toBe(
      "Error: parameter verification failed - 'store': missing parameter value.",
    );
  });

  it("fails for additional arguments", async () => {
    expect(await server.refusal("prune-job", "list", "more")).toBe(
      'Error: got additional arguments: ["more"]',
    );
  });

  it("fails for a scalar given twice", async () => {
    expect(
      await server.refusal("verify-job", "create", "job1", "--store", "abc", "--store", "def"),
    ).toBe("Error: parameter verification failed - 'store': duplicate parameter.");
  });

  it("reports every refused parameter at once", async () => {
    const { err } = await server.run(
      ...["prune-job", "create", "x", "--store", "a b c", "--schedule", "never"],
      ...["--keep-last", "0", "--max-depth", "8", "--keep-daily", "many"],
    );
    expect(err.split("\nUsage:")[0]?.split("\n").sort()).toEqual(
      [
        "Error: parameter verification failed:",
        "- 'id': value must be at least 3 characters long",
        "- 'keep-daily': invalid digit found in string",
        "- 'keep-last': value must have a minimum value of 1 (got 0)",
        "- 'max-depth': value must have a maximum value of 7 (got 8)",
        "- 'schedule': unable to parse calendar event at 'never' - Context(\"weekday\")",
        "- 'store': value does not match the regex pattern",
      ].sort(),
    );
  });

  it.each(["1", "on", "YES", "True"])("reads the flag value %s as true", async (text) => {
    await server.run("verify-job", "create", "job1", "--store", "abc", "--ignore-verified", text);
    expect(server.config("verification.cfg")).toContain("\tignore-verified true\n");
  });

  it("fails for a flag without a value whose default is true", async () => {
    expect(
      await server.refusal("verify-job", "create", "job1", "--ignore-verified", "--store", "abc"),
    ).toContain("'ignore-verified': missing boolean value.");
  });

  it("takes option and value in one word", async () => {
    await server.run("verify-job", "create", "job1", "--store=abc", "-comment=a=b");
    expect(await server.json("verify-job", "show", "job1")).toEqual({
      id: "job1",
      store: "abc",
      comment: "a=b",
    });
  });

  it("fails for an output format where the product has none", async () => {
    expect(
      await server.refusal(
        ...["verify-job", "create", "job1", "--store", "abc", "--output-format", "json"],
      ),
    ).toContain("'output-format': schema does not allow additional properties.");
  });

  it("prints compact, indented and text forms", async () => {
    await server.run("verify-job", "create", "job1", "--store", "abc", "--schedule", "daily");
    const show = ["verify-job", "show", "job1", "--output-format"];
    expect((await server.run(...show, "json")).out).toBe(
      '{"id":"job1","schedule":"daily","store":"abc"}\n',
    );
    expect((await server.run(...show, "json-pretty")).out).toBe(
      '{\n  "id": "job1",\n  "schedule": "daily",\n  "store": "abc"\n}\n',
    );
    expect((await server.run("verify-job", "list")).out).toContain("| job1 | abc   | daily    |");
    expect(await server.refusal(...show, "yaml")).toContain(
      "value 'yaml' is not defined in the enumeration.",
    );
  });

  it("explains commands on stdout", async () => {
    const { code, out } = await server.run("help", "datastore", "create");
    expect(code).toBe(0);
    expect(out).toContain("datastore create <name> <path> [OPTIONS]\n");
  });

  it("tells its version", async () => {
    expect(await server.json("versions")).toEqual([
      { ExtraInfo: "running version: 4.2.4", Package: "proxmox-backup-server", Version: "4.2.4-1" },
    ]);
  });
});
