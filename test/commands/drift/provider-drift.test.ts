import { readingOf, readProviders } from "../../../commands/drift/provider-drift";
import { LostServers } from "../../../commands/drift/lost-server";
import { wayBack } from "../../../commands/drift/way-back";
import { previewOf } from "../../../commands/drift/refresh-preview";
import {
  describeFinding,
  describeForgotten,
  providerFindingOf,
} from "../../../commands/drift/report";

const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const lifecycle = `urn:pulumi:lab::backup::backup:vault:ArchiveBucket$${lifecycleType}::vm-archive-lifecycle`;
const job =
  "urn:pulumi:lab::backup::backup:pve:BackupJob$proxmoxve:backup/job:Job::guest-image-job";
const refusal =
  "GET /cluster/backup/guest-image: received an HTTP 400 response - Reason: Parameter verification failed. (id: No such job 'guest-image')";

const days = (number: number) => ({
  outputs: {
    bucket: "vm-archive",
    rules: [{ id: "archive" }, { expiration: { days: number } }],
  },
});

const outputs = (op: string, urn: string, before: object | null, after: object | null) => ({
  resOutputsEvent: { metadata: { op, urn, type: "t", old: before, new: after } },
});
const error = (message: string, urn?: string) => ({
  diagnosticEvent: { severity: "error", message, urn },
});

/** What the events of one preview make of a stack that has those resources. */
function read(events: Parameters<typeof previewOf>[0], urns: readonly string[] = []) {
  const preview = previewOf(events);
  const failed = preview.errors.flatMap(({ urn, message }): [string, string][] =>
    urn ? [[urn, message]] : [],
  );
  return readingOf(urns, preview, new Map(failed), new LostServers([]));
}

describe("the drift of the providers' resources", () => {
  it("is what the engine would change in the state, at the deepest place that differs", () => {
    const { drift, unread } = read(
      [
        outputs("same", job, days(90), days(90)),
        outputs("update", lifecycle, days(90), days(7)),
        { summaryEvent: { resourceChanges: { same: 1, update: 1 } } },
      ],
      [job, lifecycle],
    );

    expect(unread).toEqual([]);
    expect(drift).toEqual([
      {
        ...{ urn: lifecycle, kind: "different" },
        differences: [{ property: "rules[1].expiration.days", wanted: 90, observed: 7 }],
      },
    ]);
    expect(describeFinding(providerFindingOf(drift[0]!, wayBack()))).toBe(
      "  ~ BucketLifecycleConfiguration vm-archive-lifecycle\n" +
        "      rules[1].expiration.days: applied 90, found 7",
    );
  });

  it("is a subscription that nobody has confirmed, although it is what was applied", () => {
    const mail = `urn:pulumi:lab::backup::aws:sns/topicSubscription:TopicSubscription::alarms-mail-1`;
    const subscribed = (pendingConfirmation: boolean) => ({
      outputs: { endpoint: "ops@lab.test", pendingConfirmation },
    });
    const seen = (is: boolean) =>
      read([outputs("same", mail, subscribed(is), subscribed(is))]).drift;

    expect(seen(false)).toEqual([]);
    expect(describeFinding(providerFindingOf(seen(true)[0]!, wayBack()))).toBe(
      "  ~ TopicSubscription alarms-mail-1\n" +
        "      pendingConfirmation: applied false, found true\n" +
        "      no alarm reaches ops@lab.test until somebody follows the link in the mail that AWS has sent there",
    );
  });

  it("is a resource that is gone from its server", () => {
    const { drift } = read([outputs("delete", lifecycle, days(90), null)]);

    expect(drift[0]?.kind).toBe("absent");
    expect(describeFinding(providerFindingOf(drift[0]!, wayBack()))).toMatch(
      /vm-archive-lifecycle: is gone$/,
    );
  });

  it("is a job that is gone where the plugin takes PVE's answer for a fault, with the way out", () => {
    const { drift, unread } = read([error(`Preview failed: ${refusal}\n`, job)], [job]);

    expect(unread).toEqual([]);
    expect(drift).toEqual([{ urn: job, kind: "absent", differences: [], refusal }]);
    expect(describeFinding(providerFindingOf(drift[0]!, wayBack()))).toMatch(
      /Job guest-image-job: is gone; .*No such job.*drift -- --repair.*the next update makes it again$/,
    );
    expect(describeForgotten({ drift: drift[0]! })).toMatch(/next update .*: guest-image-job$/);
    expect(describeForgotten({ drift: drift[0]!, refused: "it is protected" })).toMatch(
      /not out of the state: guest-image-job: it is protected$/,
    );
  });

  it("is said of a secret without showing it", () => {
    const state = { outputs: { secret: "[secret]" } };
    const { drift } = read([outputs("update", lifecycle, state, state)]);

    expect(describeFinding(providerFindingOf(drift[0]!, wayBack()))).toContain("a secret: applied");
  });

  it("is none in a stack that has none of them", () => {
    expect(read([])).toEqual({ drift: [], unread: [] });
  });
});

describe("what is no all-clear", () => {
  it("is a resource that could not be read, by name and in one line, and it hides no other", () => {
    const { drift, unread } = read(
      [
        error("Preview failed: dial tcp: connection\n  refused\n", lifecycle),
        outputs("update", job, days(90), days(7)),
        error("preview failed\n"),
      ],
      [lifecycle, job],
    );

    expect(drift.map(({ urn }) => urn)).toEqual([job]);
    expect(unread).toEqual([
      {
        title: "BucketLifecycleConfiguration vm-archive-lifecycle",
        reason: "dial tcp: connection refused",
        urns: [lifecycle],
      },
    ]);
  });

  it("is the same words of another provider's resource", () => {
    const { drift, unread } = read([error(refusal, lifecycle)]);
    expect([drift, unread.length]).toEqual([[], 1]);
  });

  it("is a resource that the engine did not come to", () => {
    const { unread } = read([outputs("same", job, days(1), days(1))], [job, lifecycle]);
    expect(unread).toEqual([
      {
        title: "BucketLifecycleConfiguration vm-archive-lifecycle",
        reason: expect.stringMatching(/stopped before it/) as string,
        urns: [lifecycle],
      },
    ]);
  });

  it.each(["update", "delete"])("is an %s that is counted and of no resource", (op) => {
    const { unread } = read([{ summaryEvent: { resourceChanges: { same: 3, [op]: 1 } } }]);
    expect(unread).toMatchObject([
      { reason: expect.stringContaining(`1 more to ${op}`) as string, urns: [] },
    ]);
  });

  it("fails with what the engine said if it read nothing at all", () => {
    expect(() => read([error("error: no stack named 'x' found\n")])).toThrow(
      /^no stack named 'x' found$/,
    );
  });
});

describe("a server that goes away in the middle", () => {
  const provider = (type: string, name: string) =>
    `urn:pulumi:lab::backup::pulumi:providers:${type}::${name}`;
  const minio = provider("minio", "fs01");
  const bucket = (name: string, of = minio) => ({
    urn: `urn:pulumi:lab::backup::minio:index/s3Bucket:S3Bucket::${name}`,
    provider: of,
  });
  const refused = 'Get "https://fs01:9000/": dial tcp 10.0.0.1:9000: connect: connection refused';

  it("is one line with all that it has, is asked no more, and the others are read", async () => {
    const there = [bucket("a"), bucket("b"), bucket("c")];
    const others = [bucket("d", provider("minio", "fs03")), bucket("e", provider("aws", "vault"))];
    const asked: (readonly string[])[] = [];
    const events = [
      [outputs("same", there[0]!.urn, days(1), days(1)), error(refused, there[1]!.urn)],
      [
        outputs("same", others[0]!.urn, days(1), days(1)),
        outputs("update", others[1]!.urn, days(9), days(1)),
      ],
    ];

    const { drift, unread } = await readProviders([...there, ...others], async (excluded) => {
      asked.push([...excluded].sort());
      return previewOf(events[asked.length - 1] ?? []);
    });

    expect(asked).toEqual([[], there.map(({ urn }) => urn)]);
    expect(drift.map(({ urn }) => urn)).toEqual([others[1]!.urn]);
    expect(unread).toEqual([
      {
        title: "provider minio fs01",
        reason: `${refused}; not read there: 3 resources (a, b, c)`,
        urns: there.map(({ urn }) => urn),
      },
    ]);
  });

  it("may be said of its provider alone, which could not be configured", async () => {
    const { unread } = await readProviders([bucket("a"), bucket("b")], async () =>
      previewOf([error("configure: dial tcp: lookup fs01: no such host", minio)]),
    );
    const urns = ["a", "b"].map((name) => bucket(name).urn);
    expect(unread).toMatchObject([{ title: "provider minio fs01", urns }]);
  });

  it("is no other fault, which is one of the resource and hides no second one", async () => {
    const previews = [
      [error("403 AccessDenied", bucket("a").urn)],
      [error("500 Internal", bucket("b").urn)],
      [outputs("same", bucket("c").urn, days(1), days(1))],
    ];
    const { unread } = await readProviders([bucket("a"), bucket("b"), bucket("c")], async () =>
      previewOf(previews.shift() ?? []),
    );
    expect(unread).toEqual([
      { title: "S3Bucket a", reason: "403 AccessDenied", urns: [bucket("a").urn] },
      { title: "S3Bucket b", reason: "500 Internal", urns: [bucket("b").urn] },
    ]);
  });
});
