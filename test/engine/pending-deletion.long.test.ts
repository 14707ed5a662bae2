import {
  CancelKeyDeletionCommand,
  EnableKeyCommand,
  paginateListKeys,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { Operator } from "./support/by-hand/operator";
import { shared, up } from "./support/sandbox";

let operator: Operator;
beforeAll(() => (operator = new Operator(shared.endpoints)));
afterAll(() => operator.leave());

describe("a key of the vault that somebody schedules for deletion (case V5)", () => {
  const name = "vault-astronomy-lab-backup-key";

  async function keyIds(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { Keys = [] } of paginateListKeys({ client: operator.kms }, {}))
      ids.push(...Keys.map(({ KeyId = "" }) => KeyId));
    return ids.sort();
  }

  it("is told from one that is gone, is replaced by no update, and comes back the way that is said", async () => {
    const before = await keyIds();
    const exported = await shared.pulumi("stack", "export");
    const stack = JSON.parse(exported.slice(exported.indexOf("{"))) as {
      deployment: { resources: { urn: string; id?: string }[] };
    };
    const KeyId = stack.deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`))!.id!;
    await operator.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));

    const drift = await shared.run("drift", ["--repair"]);
    const tooEarly = await shared.run("recover", ["--yes"]);
    const refused = await shared.run("pulumi", [...up, "--refresh"]);
    // The AWS CLI is not on this machine: the two commands that are said, by what they call.
    await operator.kms.send(new CancelKeyDeletionCommand({ KeyId }));
    await operator.kms.send(new EnableKeyCommand({ KeyId }));
    const recovered = await shared.run("recover", ["--yes"]);

    expect(drift.code).toBe(2);
    expect(drift.output).toContain(
      `! Key ${name}: is not gone: pending deletion, 7 days left; aws kms cancel-key-deletion --key-id ${KeyId}`,
    );
    expect(drift.output).not.toContain("See and do it with:");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(`alias/astronomy-lab-backup is there already (${KeyId}`);
    expect(tooEarly.code).toBe(1);
    expect(tooEarly.output).toMatch(
      new RegExp(
        `Nothing was changed.*Key ${name}: pending deletion, 7 days left; aws kms cancel`,
        "s",
      ),
    );
    expect(recovered.code).toBe(0);
    expect(recovered.output).toContain(`1 Key: ${name} (${KeyId})`);
    expect(await keyIds()).toEqual(before);
  });
});
