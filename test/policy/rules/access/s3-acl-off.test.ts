import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-acl-off";
const ownership = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const acl = "aws:s3/bucketAcl:BucketAcl";
const bucket = "aws:s3/bucket:Bucket";
const of = (type: string, props: object): Sent => ({ type, props: props as Sent["props"] });

describe(rule, () => {
  it.each([
    [ownership, { rule: { objectOwnership: "BucketOwnerEnforced" } }],
    [acl, { acl: "private" }],
    [bucket, {}],
    [bucket, { acl: "private", grants: [] }],
    [bucket, { grants: undefined, accessControlPolicy: undefined }],
  ])("passes a %s with %j", async (type, props) => {
    expect(await violationsOf(rule, [of(type, props)])).toEqual([]);
  });

  it.each([
    [{ rule: { objectOwnership: "ObjectWriter" } }, "ObjectWriter"],
    [{ rule: { objectOwnership: "BucketOwnerPreferred" } }, "BucketOwnerPreferred"],
    [{ rule: {} }, "unset"],
    [{}, "unset"],
  ])("fails on ownership %j", async (props, got) => {
    expect(await violationsOf(rule, [of(ownership, props)])).toEqual([
      `subject: rule.objectOwnership is ${got}; wanted is BucketOwnerEnforced. Fix: set rule.objectOwnership to BucketOwnerEnforced.`,
    ]);
  });

  it.each([acl, "aws:s3/bucketAclV2:BucketAclV2", bucket, "aws:s3/bucketV2:BucketV2"])(
    "fails on other ACLs of a %s",
    async (type) => {
      expect(await violationsOf(rule, [of(type, { acl: "public-read" })])).toEqual([
        "subject: acl is public-read; wanted is private. Fix: take acl out of the program.",
      ]);
      for (const path of ["accessControlPolicy", "grants"])
        expect(
          await violationsOf(rule, [of(type, { [path]: [{ permissions: ["READ"] }] })]),
        ).toEqual([
          `subject: ${path} grants by ACL; wanted is the bucket's policy alone. Fix: take ${path} out of the program.`,
        ]);
      expect(await violationsOf(rule, [of(type, { accessControlPolicy: {} })])).toHaveLength(1);
    },
  );

  it("says of which ACL it is not known yet", async () => {
    expect(await verdictOf(rule, [of(acl, { acl: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("acl of subject is not known yet"),
    });
  });
});
