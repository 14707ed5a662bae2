import * as pulumi from "@pulumi/pulumi";
import { type Host } from "../../../components/remote/host";
import { envelopeOf, type RemoteObjectArgs } from "../../../components/remote/remote-object";
import { type Envelope } from "../../../model/remote/envelope";

const platform = { name: "posix" } as const;
const args: RemoteObjectArgs = {
  host: { name: "pbs01", platform } as unknown as Host,
  ...{ kind: "pbs user", identity: "one", script: "true" },
  document: { keep: pulumi.output(7) },
};

const sent = (more: Partial<RemoteObjectArgs> = {}, isAdopted = false): Promise<Envelope> =>
  new Promise((resolve) =>
    envelopeOf("one-section", { ...args, ...more }, isAdopted).apply((envelope) =>
      resolve(envelope),
    ),
  );

describe("what is sent to a host about an object", () => {
  it("is all of it, with what its parts came to, and whose it is", async () => {
    const settings = pulumi.output({ port: 8007 });
    const secrets = { secret: pulumi.secret("s3cr3t") };

    expect(await sent({ settings, secrets })).toEqual({
      ...{ contract: "backup-remote/1", platform, kind: "pbs user", identity: "one" },
      ...{ stack: `${pulumi.getProject()}/${pulumi.getStack()}`, resource: "one-section" },
      ...{ adopt: false, document: { keep: 7 }, settings: { port: 8007 } },
      ...{ secrets: { secret: "s3cr3t" }, script: "true" },
    });
    expect(await sent()).toMatchObject({ settings: {}, secrets: {} });
  });

  it.each([
    ["nobody says that it may be there", undefined, false, false],
    ["it may be there", true, false, true],
    ["the stack's file takes it over", undefined, true, true],
    ["the stack's file takes over what may not be there otherwise", false, true, true],
  ])("lets it change what is there where %s", async (_, mayExist, isAdopted, adopt) => {
    const more = mayExist === undefined ? {} : { mayExist };

    expect((await sent(more, isAdopted)).adopt).toBe(adopt);
  });
});
