import * as pulumi from "@pulumi/pulumi";
import { previewAdoption } from "../../../components/remote/adoption-preview";
import { type Host } from "../../../components/remote/host";
import { type inTurn } from "../../../components/remote/host-turn";
import { type Envelope } from "../../../model/remote/envelope";
import { loggedBy } from "../../support/logged";

/** What a host answers, without one. */
const answers = jest.fn<ReturnType<typeof inTurn>, Parameters<typeof inTurn>>();

const resource = {} as pulumi.Resource;
const sent = {
  kind: "pbs prune-job",
  identity: "nightly",
  document: { keep: 7 },
} as Partial<Envelope> as Envelope;

/** What is logged of it, each with its severity. */
async function told(platform: "posix" | "windows"): Promise<unknown[]> {
  const host = { name: "pbs01", platform: { name: platform } } as unknown as Host;
  const envelope = pulumi.output(sent) as unknown as pulumi.Output<Envelope>;
  const logged = await loggedBy(() => previewAdoption(resource, host, envelope, answers));
  for (const one of logged) expect(one.resource).toBe(resource);
  return logged.map(({ severity, text }) => [severity, text]);
}

describe("a preview of what is taken over", () => {
  beforeEach(() => answers.mockReset());

  it.each([
    ["posix", "survey"],
    ["windows", "read"],
  ] as const)("reads it on %s by %s, and says what changes", async (platform, action) => {
    answers.mockResolvedValue({ keep: 30 });

    expect(await told(platform)).toEqual([
      ["warn", "pbs prune-job nightly on pbs01 is taken over; what changes: keep 30 -> 7"],
    ]);
    expect(answers.mock.calls.map(([, envelope, asked]) => [envelope, asked])).toEqual([
      [sent, action],
    ]);
  });

  it("is an error where it could not be read", async () => {
    answers.mockRejectedValue(new Error("pbs01:22: no route"));

    expect(await told("posix")).toEqual([
      [
        "error",
        "pbs prune-job nightly on pbs01 is to be taken over (backup:adopt) and could not be read, so nobody knows what would be overwritten: pbs01:22: no route",
      ],
    ]);
  });
});
