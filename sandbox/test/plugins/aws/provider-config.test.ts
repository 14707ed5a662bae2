import { checkProviderConfig } from "../../../plugins/aws/provider-config";
import { motoConfig } from "./moto";

const good = motoConfig("http://127.0.0.1:5000");
const faults = (config: Record<string, unknown>) =>
  checkProviderConfig(config).map(({ property, reason }) => `${property}: ${reason}`);

test("a complete configuration passes, with the settings that skip calls to AWS", () => {
  const more = {
    defaultTags: { tags: { estate: "lab" } },
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRegionValidation: true,
    skipRequestingAccountId: true,
  };
  expect(faults({ ...good, ...more })).toEqual([]);
});

test("fails with everything that is missing at once", () => {
  expect(faults({})).toEqual(
    ["region", "accessKey", "secretKey", "endpoints"].map(
      (name) => `${name}: missing; the sandbox needs it`,
    ),
  );
});

test.each([
  [[], "endpoints: got 0 objects; allowed: exactly one"],
  [[{ s3: "http://localhost:1" }], "endpoints[0].kms: missing"],
  [
    [{ s3: "https://s3.amazonaws.com", kms: "http://127.0.0.1:1" }],
    'endpoints[0].s3: got "https://s3.amazonaws.com"; allowed: an address on this machine',
  ],
  [[{ s3: "moto", kms: "http://[::1]:1" }], 'endpoints[0].s3: got "moto"'],
  [
    [{ s3: "http://127.0.0.1:1", kms: "http://127.0.0.1:1", sqs: "http://127.0.0.1:1" }],
    "endpoints[0].sqs: the sandbox does not serve it",
  ],
])("fails for the endpoints %j", (endpoints, fault) => {
  expect(faults({ ...good, endpoints })).toContainEqual(expect.stringContaining(fault));
});

test("fails for a setting of the official provider that nothing here acts out", () => {
  expect(faults({ ...good, profile: "lab" })).toEqual([
    "profile: the sandbox's AWS does not act this out; leave profile out",
  ]);
});

test("never quotes a credential", () => {
  const config = { ...good, endpoints: undefined, secretKey: "hidden", profile: "x" };
  expect(faults(config).join()).not.toContain("hidden");
});
