import { type ExistingIds } from "../../../components/recovery";
import { finders } from "../../../commands/recover/finders";
import { type Located } from "../../../commands/recover/located";
import { planRecovery } from "../../../commands/recover/recovery-plan";
import { describePlan } from "../../../commands/recover/report";

const located = (type: string, name: string, more: Partial<Located> = {}): Located => ({
  resource: {
    ...{ urn: `urn:pulumi:lab::backup::${type}::${name}`, type, name, inputs: {} },
    provider: "urn:pulumi:lab::backup::pulumi:providers:aws::vault",
  },
  ...(finders[type] === undefined ? {} : { finder: finders[type] }),
  ...more,
});

const alias = located("aws:kms/alias:Alias", "alias", { id: "alias/lab" });
const lifecycle = located(
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "lifecycle",
  { id: "lab-archive" },
);
const job = located("proxmoxve:backup/job:Job", "job", { id: "guest-image" });
const storage = located("proxmoxve:storage/pbs:Pbs", "storage", { id: "pbs-vm" });
const object = located("command:remote:Command", "object");
const key = located("aws:kms/key:Key", "key");
const stranger = located("aws:sqs/queue:Queue", "queue");

/** A program of which some imports fail, each with what is said. */
function program(failures: Readonly<Record<string, string>>) {
  const asked: ExistingIds[] = [];
  const look = async (existing: ExistingIds) => {
    asked.push(existing);
    const errors = [alias, lifecycle, job].flatMap(({ resource }) => {
      const message = failures[resource.name];
      const isTaken = Object.keys(existing).some((one) => one.endsWith(` ${resource.name}`));
      return message !== undefined && isTaken ? [{ urn: resource.urn, message }] : [];
    });
    return { errors };
  };
  return { asked, look };
}

describe("the plan of a recovery", () => {
  it("takes up what can be imported, and tells the rest by what becomes of it", async () => {
    const { asked, look } = program({});
    const plan = await planRecovery([alias, job, storage, object, key, stranger], look);

    expect(plan).toEqual({
      ...{ takenUp: [alias, job], incomplete: [storage], again: [object] },
      ...{ made: [key], unsought: [stranger], unread: [] },
    });
    expect(asked).toEqual([
      { "aws:kms/alias:Alias alias": "alias/lab", "proxmoxve:backup/job:Job job": "guest-image" },
    ]);
  });

  it("makes what its provider does not find, by each provider's own words", async () => {
    const { asked, look } = program({
      lifecycle: "resource 'lab-archive' does not exist",
      job: "GET /cluster/backup/guest-image: received an HTTP 400 response - Reason: No such job 'guest-image'",
    });
    const plan = await planRecovery([alias, lifecycle, job], look);

    expect(plan).toMatchObject({ takenUp: [alias], made: [lifecycle, job], unread: [] });
    expect(asked).toHaveLength(2);
  });

  it("neither takes up nor makes, without a word, what nobody could look at", async () => {
    const { look } = program({ job: "dial tcp 192.0.2.1:8006: connection refused" });
    const failing = located("aws:s3/bucket:Bucket", "bucket", { failure: "AccessDenied" });
    const plan = await planRecovery([alias, job, failing], look);

    expect(plan).toMatchObject({
      takenUp: [alias],
      made: [],
      unread: [
        {
          ...{ title: "Job job", reason: "dial tcp 192.0.2.1:8006: connection refused" },
          urns: [job.resource.urn],
        },
        { title: "Bucket bucket", reason: "AccessDenied", urns: [failing.resource.urn] },
      ],
    });
  });

  it("fails with what the engine says of something else, which nobody can leave out", async () => {
    const errors = [{ message: "backup:site: is missing" }];
    await expect(planRecovery([alias], async () => ({ errors }))).rejects.toThrow(
      "backup:site: is missing",
    );
  });

  it("asks nobody where there is nothing to take up", async () => {
    const { asked, look } = program({});
    await planRecovery([object, key], look);
    expect(asked).toEqual([]);
  });

  it("names to a person each that is taken up, made, done again, left, changed, taken away or unknown", async () => {
    const { look } = program({ job: "dial tcp 192.0.2.1:8006: connection refused" });
    const plan = await planRecovery([alias, job, storage, object, key, stranger], look);
    const [changing, leaving] = [
      ["urn:pulumi:lab::backup::aws:iam/user:User::other"],
      ["urn:pulumi:lab::backup::aws:iam/user:User::old"],
    ];
    const text = describePlan(plan, { changing, leaving }).join("\n");

    expect(text).toMatch(/Taken into the state as it is.*\n {2}1 Alias: alias \(alias\/lab\)/);
    expect(text).toMatch(/entered once more.*\n {2}1 Pbs: storage \(pbs-vm\)/);
    expect(text).toMatch(/Done once more:\n {2}1 remote object: object; its script reads first/);
    expect(text).toMatch(/Made, because it is not there:\n {2}1 Key: key$/m);
    expect(text).toMatch(/Not found by recover.*\n {2}1 Queue: queue$/m);
    expect(text).toMatch(/Changed, .*\n {2}User other/);
    expect(text).toMatch(/Taken away, .*\n {2}User old/);
    expect(text).toMatch(/Could not be looked at.*\n {2}Job job: dial tcp/);
  });

  it("names every one of many to a person, each with the id that was found", async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      located("aws:iam/user:User", `user-${index}`, { id: `lab-user-${index}` }),
    );
    const plan = await planRecovery(many, program({}).look);
    const text = describePlan(plan, { changing: [], leaving: [] }).join("\n");

    for (const { resource, id } of many) expect(text).toContain(`${resource.name} (${id})`);
    expect(text).not.toContain("more");
  });
});
