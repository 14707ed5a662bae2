import { useServer } from "./harness";

const server = useServer();

const create = (...words: string[]) => server.run("traffic-control", "create", "day", ...words);

describe("traffic control", () => {
  it("keeps rules in the product's form", async () => {
    await create(
      ...["--network", "10.25.10.0/24", "--network", "fd00::/8", "--rate-in", "100MiB"],
      ...["--burst-out", "1500", "--timeframe", "mon..fri 8-18", "--timeframe", "sat 9:30-12"],
      ...["--users", "backup@pbs", "--comment", "working hours"],
    );
    expect(server.config("traffic-control.cfg")).toBe(
      [
        "rule: day",
        "\tburst-out 1500 B",
        "\tcomment working hours",
        "\tnetwork 10.25.10.0/24",
        "\tnetwork fd00::/8",
        "\trate-in 100 MiB",
        "\ttimeframe mon..fri 8-18",
        "\ttimeframe sat 9:30-12",
        "\tusers backup@pbs\n",
      ].join("\n"),
    );
    expect(await server.json("traffic-control", "traffic")).toMatchObject([
      { name: "day", "cur-rate-in": 0 },
    ]);
  });

  it("replaces a list as a whole and deletes a property", async () => {
    await create("--network", "10.0.0.0/8", "--timeframe", "8-18");
    await server.run(
      ...["traffic-control", "update", "day", "--network", "0.0.0.0/0", "--delete", "timeframe"],
    );
    expect(await server.json("traffic-control", "show", "day")).toEqual({
      name: "day",
      network: ["0.0.0.0/0"],
    });
  });

  it("fails for a rule that exists, and for one that does not", async () => {
    await create("--network", "10.0.0.0/8");
    expect((await create("--network", "10.0.0.0/8")).err).toBe(
      "Error: parameter verification failed - 'name': traffic control rule 'day' already exists.\n",
    );
    expect(await server.refusal("traffic-control", "remove", "night")).toBe(
      "Error: traffic control rule 'night' does not exist.",
    );
  });

  it.each([
    [[], "'network': parameter is missing and it is not optional."],
    [["--network", "10.0.0.1"], "value does not match the regex pattern"],
    [["--network", "10.0.0.0/333"], "value does not match the regex pattern"],
    [["--network", "10.0.0.0/8", "--timeframe", "18-8"], "end time before start time"],
    [["--network", "10.0.0.0/8", "--timeframe", "daily"], "unable to parse daily duration"],
    [["--network", "10.0.0.0/8", "--rate-in", "fast"], "byte-size parse error for 'fast'"],
    [["--network", "10.0.0.0/8", "--users", "backup@pbs!token"], "does not match the regex"],
  ])("fails for %j", async (words, reason) => {
    const { code, err } = await create(...words);
    expect(code).toBe(255);
    expect(err).toContain(reason);
  });
});
