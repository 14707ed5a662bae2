import { type ProviderDrift } from "../../../commands/drift/provider-drift";
import { stillThere } from "../../../commands/drift/still-there";

const provider = "urn:pulumi:lab::backup::pulumi:providers:aws::vault";
const urn = "urn:pulumi:lab::backup::aws:kms/key:Key::vault-key";
const absent: ProviderDrift = { urn, kind: "absent", differences: [] };

const stack = (inputs: Record<string, unknown>) => ({
  deployment: {
    resources: [
      { urn, type: "aws:kms/key:Key", id: "k-1", provider: `${provider}::1234` },
      { urn: provider, type: "pulumi:providers:aws", inputs },
    ],
  },
});

describe("what a provider takes for gone", () => {
  it("is no all-clear and not gone where AWS cannot be asked", async () => {
    // Port 9 discards; nothing may connect here anyway.
    const endpoints = JSON.stringify([{ kms: "http://127.0.0.1:9" }]);
    const inputs = { region: "us-east-1", endpoints, accessKey: "AKIA", secretKey: "s3cr3t" };
    const { drift, unread } = await stillThere({ drift: [absent], unread: [] }, stack(inputs));

    expect(drift).toEqual([]);
    expect(unread).toEqual([
      {
        title: "Key vault-key",
        reason: expect.stringMatching(
          /^its provider takes it for gone, and AWS could not be asked: /,
        ) as string,
        urns: [urn],
      },
    ]);
    expect(JSON.stringify(unread)).not.toContain("s3cr3t");
  });

  it("is left as it is where it differs, or holds no backup", async () => {
    const others: ProviderDrift[] = [
      { urn, kind: "different", differences: [] },
      { urn: urn.replace("kms/key:Key", "iam/user:User"), kind: "absent", differences: [] },
    ];

    expect(await stillThere({ drift: others, unread: [] }, stack({}))).toEqual({
      drift: others,
      unread: [],
    });
  });
});
