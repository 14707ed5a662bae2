import { type Located } from "../../../commands/recover/located";
import { takeUp } from "../../../commands/recover/take-up";

/** Command lines of the engine, in their order. */
let ran: string[] = [];
/** How previews end that look for changes; the last one again and again. */
let looks: number[] = [];
const record = (args: readonly string[]) => ran.push(args.join(" "));

jest.mock("../../../commands/stack/pulumi", () => ({
  async pulumiResult(args: readonly string[]) {
    record(args);
    const code = args[0] !== "preview" ? 0 : looks.length > 1 ? looks.shift() : looks[0];
    return { code, stdout: "", stderr: "" };
  },
  async showPulumi(args: readonly string[]) {
    record(args);
    return 0;
  },
  async runPulumi() {
    return JSON.stringify({ deployment: { resources: [] } });
  },
}));

beforeEach(() => {
  ran = [];
  looks = [1, 0];
});

const located = (type: string, name: string): Located => ({
  resource: {
    ...{ urn: `urn:pulumi:lab::backup::${type}::${name}`, type, name, inputs: {} },
    provider: "urn:pulumi:lab::backup::pulumi:providers:x::x",
  },
  id: name,
});
const alias = located("aws:kms/alias:Alias", "alias");
const storage = located("proxmoxve:storage/pbs:Pbs", "storage");
const access = { stack: "lab", environment: {} };
const unseen = "urn:pulumi:lab::backup::aws:s3/bucket:Bucket::unseen";

/** Somebody who answers that, one question after another. */
function asked(...answers: readonly boolean[]) {
  const left = [...answers];
  const isWanted = async (question: string) => {
    record([`? ${question}`]);
    return left.shift() ?? false;
  };
  return { untouched: [unseen], isWanted };
}

/** What was run, without most of the options that say how. */
const steps = () => ran.map(stepOf);
const updates = () => ran.filter((line) => ["up", "preview --diff"].includes(stepOf(line)));

function stepOf(line: string): string {
  const command = line.slice(0, line.indexOf(" "));
  if (command === "?") return line;
  return line.includes(" --diff") ? `${command} --diff` : command;
}

describe("what is taken up", () => {
  it("is shown with what differs from its declaration, and asked about, before that is changed", async () => {
    const plan = { takenUp: [alias], incomplete: [] };
    expect(await takeUp(access, plan, asked(true))).toBe(true);
    expect(steps()).toEqual([
      ...["up", "preview", "preview --diff", "? Make these changes?"],
      ...["up", "preview"],
    ]);
  });

  it("stays as it is if somebody does not want that", async () => {
    const plan = { takenUp: [alias], incomplete: [] };
    expect(await takeUp(access, plan, asked(false))).toBe(false);
    expect(steps().filter((step) => step === "up")).toHaveLength(1);
  });

  it("is shown before what is incomplete is entered once more, too", async () => {
    const plan = { takenUp: [alias], incomplete: [storage] };
    expect(await takeUp(access, plan, asked(false))).toBe(false);
    expect(steps()).toEqual(["up", "import", "preview --diff", "? Make these changes?"]);
  });

  it("is the end of it where nothing differs, and nobody is asked", async () => {
    looks = [0];
    expect(await takeUp(access, { takenUp: [alias], incomplete: [] }, asked())).toBe(true);
    expect(steps()).toEqual(["up", "preview"]);
  });

  it("has nothing with it that nobody could look at, in any update and in what is shown of it", async () => {
    const plan = { takenUp: [alias], incomplete: [storage] };
    await takeUp(access, plan, asked(true, true));

    expect(updates()).toHaveLength(5);
    for (const line of updates())
      expect(line).toMatch(new RegExp(`--exclude ${unseen}.* --exclude-dependents`));
  });
});
