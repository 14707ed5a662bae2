import { faultsWith } from "./support/faults-with";

const name = "vault.buckets.vm-archive.name";

describe("the name of a bucket", () => {
  it.each([
    ["two letters", "ab"],
    ["64 letters", "a".repeat(64)],
    ["a capital letter", "Archive"],
    ["an underscore", "vm_archive"],
    ["a dot", "vm.archive"],
    ["an address", "192.168.5.4"],
    ["a dash at its end", "archive-"],
    ["the beginning of an encoded domain", "xn--archive"],
    ["a beginning of Amazon's own", "sthree-archive"],
    ["the beginning of Amazon's examples", "amzn-s3-demo-archive"],
    ["the end of an access point", "archive-s3alias"],
    ["the end of an Object Lambda", "archive--ol-s3"],
    ["the end of a directory bucket", "archive--x-s3"],
    ["the end of a table bucket", "archive--table-s3"],
    ["the end of a bucket in a region's own namespace", "archive-an"],
  ])("fails with %s, which S3 refuses", (_what, wrong) => {
    expect(faultsWith({ [name]: wrong })).toEqual([
      {
        path: `backup:${name}`,
        message: expect.any(String) as string,
        got: `"${wrong}"`,
        allowed: expect.stringMatching(/^3 to 63 .* which S3 refuses$/) as string,
        fix: "rename the bucket",
      },
    ]);
  });

  it.each(["abc", "a".repeat(63), "archive--of-2026", "0archive", "my-sthree-archive"])(
    "may be %s",
    (right) => {
      expect(faultsWith({ [name]: right })).toEqual([]);
    },
  );

  it("fails where the log bucket has it as well: its logs would be copies, and its lifecycle theirs", () => {
    expect(faultsWith({ "vault.logs.name": "astronomy-lab-vm-archive" })).toMatchObject([
      {
        path: "backup:vault.logs.name",
        message: expect.stringContaining(
          "is the bucket of backup:vault.buckets.vm-archive",
        ) as string,
        got: '"astronomy-lab-vm-archive"',
        allowed: "a bucket of its own",
      },
    ]);
  });
});

describe("logs and alarms of a vault", () => {
  it("fail without access, for nobody says whose account AWS's services may write to", () => {
    expect(faultsWith({ "vault.access": undefined })).toMatchObject([
      {
        path: "backup:vault.logs",
        message: expect.stringContaining("S3 and CloudTrail of any account") as string,
        allowed: "logs beside access, or neither",
        fix: "declare breakGlass and administrators in access (docs/runbooks/keys.md)",
      },
      {
        path: "backup:vault.alarms",
        message: expect.stringContaining("budgets of any account") as string,
        allowed: "alarms beside access, or neither",
      },
    ]);
  });

  it.each([
    ["no address", "vault.alarms.emails", []],
    ["a limit of nothing", "vault.alarms.monthlyLimitUSD", 0],
    ["a negative limit", "vault.alarms.monthlyLimitUSD", -1],
    ["a limit below a dollar", "vault.alarms.monthlyLimitUSD", 0.5],
    ["a limit in parts of a cent", "vault.alarms.monthlyLimitUSD", 100.005],
    ["no whole days", "vault.logs.keptDays", 0.5],
    ["no days at all", "vault.logs.keptDays", 0],
  ])("fail with %s", (_what, path, wrong) => {
    expect(faultsWith({ [path]: wrong })).toMatchObject([
      { path: expect.stringContaining(`backup:${path}`) as string },
    ]);
  });
});

describe("an address of a vault's alarms", () => {
  it("fails twice, for SNS has one subscription for it and taking out either would end both", () => {
    const emails = ["ops@lab.test", "night@lab.test", "Ops@lab.test"];
    expect(faultsWith({ "vault.alarms.emails": emails })).toEqual([
      {
        path: "backup:vault.alarms.emails[2]",
        message: "is the address of emails[0] as well",
        got: '"Ops@lab.test"',
        allowed: "each address once",
        fix: "take it out",
      },
    ]);
    expect(faultsWith({ "vault.alarms.emails": emails.slice(0, 2) })).toEqual([]);
  });
});

describe("a tag of a vault", () => {
  it.each([
    [{ ManagedBy: "me" }, "ManagedBy", "managedBy, which is the stack's own"],
    [{ estate: "a", Estate: "b" }, "Estate", "estate"],
  ])("fails where IAM takes it for another one: %j", (tags, again, first) => {
    expect(faultsWith({ "vault.tags": tags })).toMatchObject([
      {
        path: `backup:vault.tags.${again}`,
        message: `is for IAM the same tag as ${first}, and it takes no two of one name`,
      },
    ]);
  });

  it("fails where its name begins as Amazon's own do, in any case", () => {
    expect(faultsWith({ "vault.tags": { "AWS:owner": "me" } })).toHaveLength(1);
    expect(faultsWith({ "vault.tags": { owner: "me", tier: "1" } })).toEqual([]);
  });
});

describe("a network that writers come from", () => {
  it.each([
    "10.25.10.0/24",
    "172.31.0.0/16",
    "192.168.1.7/32",
    "100.64.0.1/32",
    "fd00::/8",
    "fe80::1/128",
  ])("fails as %s, for AWS sees nobody come from there", (network) => {
    const networks = ["203.0.113.7/32", network];
    expect(faultsWith({ "vault.access.writerNetworks": networks })).toMatchObject([
      { path: "backup:vault.access.writerNetworks[1]", got: `"${network}"` },
    ]);
  });

  it("may be any of a service that is not AWS's own", () => {
    const changes = { "vault.access.writerNetworks": ["10.25.10.0/24"] };
    const elsewhere = { "vault.endpoint": "https://s3.lab.test" };
    expect(faultsWith({ ...changes, ...elsewhere })).toEqual([]);
  });
});

describe("days that a bucket of the vault keeps what lies there", () => {
  it("fail where a place uses it, for then they follow from the plan", () => {
    expect(faultsWith({ "vault.buckets.vm-archive.keptDays": 30 })).toEqual([
      {
        path: "backup:vault.buckets.vm-archive.keptDays",
        message:
          "is for a bucket that no place uses; vm-archive uses this one, so that it keeps what the plan finds for its copies",
        got: "30",
        allowed: "no keptDays here",
        fix: "take it out, and say in the classes of vm-archive how long copies are kept",
      },
    ]);
  });

  it("may be left out where none does: then nothing expires there", () => {
    expect(faultsWith({ "vault.buckets.evidence.keptDays": undefined })).toEqual([]);
  });
});

describe("whoever may assume a role of the vault, and where a writer comes from", () => {
  it.each([
    ["a name", "vault.access.assumedBy.restorer", ["operator"]],
    ["a wildcard", "vault.access.assumedBy.auditor", ["arn:aws:iam::123456789012:role/*"]],
    ["no network", "vault.access.writerNetworks", ["198.51.100.7"]],
    ["a network that is none", "vault.access.writerNetworks", ["198.51.100.0/33"]],
  ])("fails where it is %s", (_what, path, wrong) => {
    expect(faultsWith({ [path]: wrong })).toMatchObject([
      { path: expect.stringContaining(`backup:${path}[0]`) as string },
    ]);
  });
});

describe("the region of a vault", () => {
  it.each(["us-east-9", "eu-atlantis-1", "us-gov-west-1", "cn-north-1"])(
    "fails where it is %s, in which there is no such archive",
    (wrong) => {
      expect(faultsWith({ "vault.region": wrong })).toMatchObject([
        {
          path: "backup:vault.region",
          got: `"${wrong}"`,
          allowed: expect.stringContaining("eu-central-1, ") as string,
        },
      ]);
      // Another service has regions of its own.
      const elsewhere = { "vault.region": wrong, "vault.endpoint": "https://s3.example.org" };
      expect(faultsWith(elsewhere)).toEqual([]);
    },
  );

  it.each(["Virginia", "us-east", "us_east_1", "us-east-1a"])("fails where it is %s", (wrong) => {
    expect(faultsWith({ "vault.region": wrong })).toMatchObject([
      {
        path: "backup:vault.region",
        got: `"${wrong}"`,
        allowed: expect.stringContaining("us-east-1") as string,
      },
    ]);
  });
});
