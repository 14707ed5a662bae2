import { main } from "../../../commands/recover";
import { type LostAccessKeys } from "../../../commands/recover/access-keys";
import { type EstateSurvey } from "../../../commands/recover/survey";

/** What was done, in its order. */
let done: string[];
/** What whoever is asked answers, one question after another. */
let answers: boolean[];
let lost: LostAccessKeys[];
let survey: EstateSurvey;
let isTakenUp: boolean;
let changingLater: string[];

const noted = (what: string) => async () => void done.push(what);

jest.mock("../../../commands/recover/foreseen", () => ({
  async foresee() {
    done.push("look again");
    return { ...survey.foreseen, changing: changingLater };
  },
}));
jest.mock("../../../lib/lock", () => ({
  withLock: (_: string, body: () => Promise<number>) => body(),
}));
jest.mock("../../../commands/keys/stack-home", () => ({ stackHome: () => ({}) }));
jest.mock("../../../commands/recover/open-estate", () => ({ openEstate: async () => undefined }));
jest.mock("../../../commands/recover/stack-access", () => ({ ensureStack: async () => undefined }));
jest.mock("../../../commands/recover/survey", () => ({ surveyEstate: async () => survey }));
jest.mock("../../../commands/drift/stack-export", () => ({ exportStack: async () => ({}) }));
jest.mock("../../../commands/recover/question", () => ({
  async saysYes(question: string) {
    done.push(question);
    return answers.shift() ?? false;
  },
}));
jest.mock("../../../commands/recover/access-keys", () => ({
  ...jest.requireActual<object>("../../../commands/recover/access-keys"),
  lostAccessKeys: async () => lost,
  makeRoom: () => noted("make room")(),
  endLost: () => noted("end lost keys")(),
}));
jest.mock("../../../commands/recover/take-up", () => ({
  forget: () => noted("forget")(),
  readAnew: () => noted("read anew")(),
  async takeUp(_: unknown, __: unknown, { untouched }: { readonly untouched: readonly string[] }) {
    done.push(["take up", ...untouched].join(" without "));
    return isTakenUp;
  },
}));

const nothing = { forgotten: [], refreshed: [], leaving: [], unread: [] };
const unread = [{ title: "Bucket b", reason: "AccessDenied", urns: ["urn:b"] }];
const stale = { urn: "urn:pulumi:lab::backup::aws:kms/key:Key::key", why: "is not there any more" };
const key = (id: string, lastUsed = new Date()) => ({ id, lastUsed });
const lostOf = (...keys: LostAccessKeys["keys"]): LostAccessKeys => ({
  ...{ user: "export", account: { region: "us-east-1" }, isReplaced: false, keys },
});

beforeEach(() => {
  [done, answers, lost, isTakenUp, changingLater] = [[], [], [], true, []];
  const foreseen = { declared: [], unknown: new Set<string>(), changing: [], leaving: [] };
  survey = {
    ...{ foreseen: { ...foreseen, errors: [] }, stale: nothing },
    ...{ leaving: [], sought: [], begun: 0 },
  };
  jest.spyOn(console, "log").mockImplementation(() => undefined);
});

const recover = (...options: readonly string[]) => main(["--stack", "lab", ...options]);

describe("whoever recovers a stack", () => {
  it("is asked before anything is done, and it is done after a yes", async () => {
    answers = [true];
    expect(await recover()).toBe(0);
    expect(done).toEqual(["Do this?", "take up"]);
  });

  it("has nothing done, and is not told that it was, after anything else", async () => {
    expect(await recover()).toBe(1);
    expect(done).toEqual(["Do this?"]);
    expect(console.log).toHaveBeenLastCalledWith("Nothing more was done.");
  });

  it("is asked before the state is changed, and a no ends it there", async () => {
    survey = { ...survey, stale: { ...nothing, forgotten: [stale] } };
    expect(await recover()).toBe(1);
    expect(done).toEqual([expect.stringMatching(/^Bring the state up to date/)]);
  });

  it("is not asked after --yes", async () => {
    survey = { ...survey, stale: { ...nothing, forgotten: [stale] } };
    expect(await recover("--yes")).toBe(0);
    expect(done).toEqual(["forget", "read anew", "look again", "take up"]);
  });

  it("is shown what differs from its declaration once the state is read anew", async () => {
    changingLater = ["urn:pulumi:lab::backup::aws:iam/accessKey:AccessKey::export-access"];
    survey = { ...survey, stale: { ...nothing, refreshed: [stale] } };
    await recover("--yes");

    const said = jest.mocked(console.log).mock.calls.flat().join("\n");
    expect(said).toMatch(/Changed, because .* declared:\n {2}AccessKey export-access/);
  });
});

describe("what could not be looked at", () => {
  beforeEach(() => (survey = { ...survey, stale: { ...nothing, unread } }));

  it("is left out of every update, and is no recovery, nor does a key end that it may use", async () => {
    lost = [lostOf(key("AKIA-25"))];
    expect(await recover("--yes", "--end-lost-access-keys")).toBe(1);
    expect(done).toEqual(["take up without urn:b"]);
    expect(console.log).toHaveBeenLastCalledWith(expect.stringMatching(/^Not everything/));
  });

  it("fails before anything is done if nobody can say what it is", async () => {
    const nameless = [{ ...unread[0]!, urns: [] }];
    survey = { ...survey, stale: { ...nothing, forgotten: [stale], unread: nameless } };
    await expect(recover("--yes")).rejects.toThrow(/Nobody can say which/);
    expect(done).toEqual([]);
  });
});

describe("access keys that are lost", () => {
  const full = lostOf(key("AKIA-25"), { id: "AKIA-26" });

  it("end after the new ones are in use, and one of two before, if that is said", async () => {
    lost = [full];
    expect(await recover("--yes", "--end-lost-access-keys")).toBe(0);
    expect(done).toEqual(["make room", "take up", "end lost keys"]);
  });

  it("stay if it is not said, or not everything is as declared", async () => {
    lost = [lostOf(key("AKIA-25"))];
    expect(await recover("--yes")).toBe(0);
    isTakenUp = false;
    expect(await recover("--yes", "--end-lost-access-keys")).toBe(1);
    expect(done).toEqual(["take up", "take up"]);
  });

  it.each<[why: string, options: readonly string[], of: LostAccessKeys]>([
    ["nobody said that one may end", ["--yes"], full],
    [
      "both are in use",
      ["--yes", "--end-lost-access-keys"],
      lostOf(key("AKIA-25"), key("AKIA-26")),
    ],
  ])("fails before anything is done if there are two and %s", async (_, options, of) => {
    lost = [of];
    await expect(recover(...options)).rejects.toThrow(/user export of IAM has 2 access keys/);
    expect(done).toEqual([]);
  });
});
