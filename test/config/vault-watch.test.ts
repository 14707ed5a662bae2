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
    ["no whole days", "vault.logs.keptDays", 0.5],
    ["no days at all", "vault.logs.keptDays", 0],
  ])("fail with %s", (_what, path, wrong) => {
    expect(faultsWith({ [path]: wrong })).toMatchObject([
      { path: expect.stringContaining(`backup:${path}`) as string },
    ]);
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
