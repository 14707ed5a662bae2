import { isAnybody } from "../../policy/iam-anybody";

describe("a pattern of IAM that names nobody", () => {
  it.each([
    ...[
      "*",
      "arn:*",
      "arn:aws:*",
      "arn:aws:iam::*",
      "*:role/*",
      "arn:aws:iam::*/*",
      "arn:aws:iam::*:*",
    ],
    ...[
      "arn:aws:iam::123456789012:role/*",
      "arn:aws:iam::123456789012:r*",
      "arn:aws:iam::1234*:user/*",
    ],
    ...["arn:aws:iam::123456789012:*/*", "arn:aws-cn:iam::123456789012:?ser/*", "arn:aws:sts::1:*"],
    ...["arn:aws*:iam::1:role/*", "arn:aws:iam::1234????????:role/*", "AROA*", "A*:*"],
  ])("is %s", (pattern) => {
    expect(isAnybody(pattern)).toBe(true);
  });

  it.each([
    ...["arn:aws:iam::123456789012:role/ops", "arn:aws:iam::123456789012:role/ops-*", "ops*"],
    ...["arn:aws:iam::123456789012:role/backup/*", "AROAEXAMPLE:*", "arn:aws:iam::1:root", ""],
    "arn:aws:sts::123456789012:assumed-role/ops/*",
  ])("is not %s", (pattern) => {
    expect(isAnybody(pattern)).toBe(false);
  });
});
