import { closeMotoGaps, motoGaps } from "../../../plugins/aws/moto-gaps";

const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const key = "aws:kms/key:Key";

test("a lost value comes from the state", () => {
  expect(closeMotoGaps(key, { keyId: "k" }, { rotationPeriodInDays: 180 })).toEqual({
    keyId: "k",
    rotationPeriodInDays: 180,
  });
});

test("a value that the server does answer wins over the state", () => {
  const answered = { rotationPeriodInDays: 365 };
  expect(closeMotoGaps(key, answered, { rotationPeriodInDays: 180 })).toEqual(answered);
});

test("nothing but the gaps is taken from the state", () => {
  const known = { description: "in the state only", isEnabled: false, rotationPeriodInDays: 180 };
  expect(Object.keys(closeMotoGaps(key, {}, known))).toEqual(["rotationPeriodInDays"]);
});

test("rules are paired by their id, and a rule the server does not have stays away", () => {
  const sized = (id: string, objectSizeGreaterThan: number) => ({
    id,
    filter: { objectSizeGreaterThan },
  });
  const known = { rules: [sized("gone", 1), sized("kept", 2)] };
  expect(closeMotoGaps(lifecycle, { rules: [{ id: "kept" }, { id: "new" }] }, known)).toEqual({
    rules: [{ id: "kept", filter: { objectSizeGreaterThan: 2 } }, { id: "new" }],
  });
});

test("a change made by hand beside a lost value stays visible", () => {
  const known = {
    rules: [
      { id: "a", noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 3 } },
    ],
  };
  const observed = { rules: [{ id: "a", noncurrentVersionExpiration: { noncurrentDays: 5 } }] };
  expect(closeMotoGaps(lifecycle, observed, known)).toEqual({
    rules: [
      { id: "a", noncurrentVersionExpiration: { noncurrentDays: 5, newerNoncurrentVersions: 3 } },
    ],
  });
});

test("a wrong answer gives way to what was written, and stands where nothing was", () => {
  const name = "transitionDefaultMinimumObjectSize";
  const answer = { [name]: "all_storage_classes_128K" };
  const written = { [name]: "varies_by_storage_class" };
  expect(closeMotoGaps(lifecycle, answer, written)).toEqual(written);
  expect(closeMotoGaps(lifecycle, answer, {})).toEqual(answer);
});

test("every gap has its reason", () => {
  for (const { path, reason } of Object.values(motoGaps).flat())
    expect(`${path} ${reason}`).toMatch(/\S+ \S+ \S+/);
});
