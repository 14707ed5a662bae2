import { main } from "../../../commands/pulumi";

/** What the Pulumi CLI was run with. */
let ran: { readonly args: readonly string[]; readonly backend?: string }[];
let pending: readonly object[] | undefined;

jest.mock("../../../commands/sandbox/running", () => ({
  runningEnvironment: async () => ({ PULUMI_BACKEND_URL: "file:///sandbox" }),
}));
jest.mock("../../../commands/stack/pulumi", () => ({
  async showPulumi(args: readonly string[], environment: NodeJS.ProcessEnv) {
    ran.push({ args, backend: environment["PULUMI_BACKEND_URL"] });
    return 0;
  },
  async runPulumi(args: readonly string[]) {
    ran.push({ args });
    if (pending === undefined) throw new Error("no stack named 'lab' found");
    return JSON.stringify({ deployment: { pending_operations: pending } });
  },
}));

const { PULUMI_BACKEND_URL: before } = process.env;
beforeEach(() => {
  [ran, pending] = [[], []];
  process.env["PULUMI_BACKEND_URL"] = "s3://team-state";
  for (const way of ["log", "error"] as const)
    jest.spyOn(console, way).mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => {
  if (before === undefined) delete process.env["PULUMI_BACKEND_URL"];
  else process.env["PULUMI_BACKEND_URL"] = before;
});

const said = () => jest.mocked(console.error).mock.calls.flat().join("\n");
const operation = (type: string, name: string) => ({
  type,
  resource: { urn: `urn:pulumi:lab::backup::aws:kms/key:Key::${name}` },
});

describe("npm run pulumi", () => {
  it.each([
    [["stack"], "file:///sandbox"],
    [["stack", "--stack", "sandbox"], "file:///sandbox"],
    [["stack", "--stack", "organization/backup/sandbox"], "file:///sandbox"],
    [["stack", "--stack", "lab"], "s3://team-state"],
    [["cancel", "-s", "organization/backup/lab"], "s3://team-state"],
  ])("%j works on the state in %s", async (args, backend) => {
    expect(await main(args)).toBe(0);
    expect(ran).toEqual([{ args, backend }]);
  });

  it("judges a stack that is named, and leaves what can hold backups", async () => {
    await main(["preview", "--stack", "lab"]);
    await main(["destroy", "--stack", "lab"]);

    expect(ran.map(({ args }) => args.join(" "))).toEqual([
      expect.stringMatching(/^preview --policy-pack \S+ --stack lab$/),
      "destroy --stack lab --exclude-protected",
      "stack export --stack lab",
    ]);
  });

  it("says before an update what an earlier one was killed in", async () => {
    pending = [operation("creating", "vm"), operation("updating", "disks")];
    await main(["up", "--stack", "lab"]);

    expect(said()).toContain(
      "Begun in lab, and not known to have ended: creating vm, updating disks. Unless an update is under way, which then refuses " +
        "this one, it was killed in them, and whether they were done only the servers know: " +
        "npm run recover -- --stack lab asks them and takes up what is there.",
    );
  });

  it("names five of many", async () => {
    pending = [..."abcdefg"].map((name) => operation("creating", name));
    await main(["update", "--stack", "lab"]);
    expect(said()).toContain("creating e and 2 more. ");
  });

  it.each([
    ["none was killed", []],
    ["the state cannot be read, which the update says itself", undefined],
  ])("says nothing of it where %s", async (_, left) => {
    pending = left;
    expect(await main(["up", "--stack", "lab"])).toBe(0);
    expect(said()).not.toContain("Begun");
  });

  it("does not look for it where nothing is changed", async () => {
    pending = [operation("creating", "vm")];
    await main(["preview", "--stack", "lab"]);
    expect(ran).toHaveLength(1);
  });
});
