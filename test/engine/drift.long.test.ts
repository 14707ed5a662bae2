import { type DeployedThing } from "./support/by-hand/change";
import { handMadeChanges } from "./support/by-hand/changes";
import { Operator } from "./support/by-hand/operator";
import {
  drift,
  expectFoundAndPutBack,
  findingOf,
  thingsOfStack,
  whatDriftSays,
} from "./support/drift";
import { shared, up } from "./support/sandbox";

let operator: Operator;
let things: DeployedThing[];

beforeAll(async () => {
  operator = new Operator(shared.endpoints);
  things = await thingsOfStack();
});
afterAll(() => operator.leave());

describe("a change by hand of everything that the lab's stack has", () => {
  it("is named by npm run drift with field, applied and found value, and put back", async () => {
    await expectFoundAndPutBack(things, operator);
  });
});

describe("a backup job that somebody deleted on the cluster", () => {
  it("hides nothing else, is out of the state after --repair, and is made again", async () => {
    const [job, other] = things.filter(({ kind }) => kind === "proxmoxve:backup/job:Job");
    await operator.on("node01", ["pvesh", "delete", `/cluster/backup/${job!.id}`]);
    const differs = await handMadeChanges[other!.kind]!(other!, operator);

    const found = await drift();
    const repaired = await drift("--repair");
    await shared.pulumi(...up, "--refresh");
    const clean = await drift();

    expect(found.code).toBe(2);
    expect(findingOf(job!, found.findings)).toMatchObject({
      kind: "absent",
      wayOut: expect.stringContaining("No such job") as unknown,
    });
    expect(findingOf(other!, found.findings)).toMatchObject(whatDriftSays(differs));
    expect(findingOf(job!, repaired.findings)).toMatchObject({ repair: "done" });
    expect(clean.findings.filter(({ kind }) => kind !== "same")).toEqual([]);
    expect(clean.code).toBe(0);
  });
});
