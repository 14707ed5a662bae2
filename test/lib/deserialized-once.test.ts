import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { projectRoot } from "../../lib/project-root";

type Read = (message: Struct, isRemediated: boolean) => Record<string, unknown>;
const { deserializeOnce } = jest.requireActual<{ deserializeOnce: (root: string) => void }>(
  "../../lib/deserialized-once.js",
);
const sdk = jest.requireActual<{ deserializeProperties: Read }>("@pulumi/policy/deserialize");

/** A message of the engine, and how often it has been read. */
function message(properties: Record<string, unknown>) {
  const struct = Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
  return { struct, reads: jest.spyOn(struct, "toJavaScript") };
}

describe("properties that a hundred policies look at", () => {
  const own = sdk.deserializeProperties;
  beforeAll(() => deserializeOnce(projectRoot));
  afterAll(() => {
    sdk.deserializeProperties = own;
  });

  it("are read once", () => {
    const { struct, reads } = message({ bucket: "vault" });
    const [one, other] = [1, 2].map(() => sdk.deserializeProperties(struct, false));
    expect(one).toEqual({ bucket: "vault" });
    expect(other).toBe(one);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it("are those of the message, and of no other that says the same", () => {
    const [one, other] = [message({ bucket: "vault" }), message({ bucket: "vault" })];
    const read = sdk.deserializeProperties(one.struct, false);
    expect(sdk.deserializeProperties(other.struct, false)).not.toBe(read);
    expect(other.reads).toHaveBeenCalledTimes(1);
  });

  it("are read for each remediation, which may change them", () => {
    const { struct } = message({ tags: { site: "lab" } });
    const judged = sdk.deserializeProperties(struct, false);
    const remediated = sdk.deserializeProperties(struct, true);
    remediated["tags"] = {};
    expect(sdk.deserializeProperties(struct, true)["tags"]).toEqual({ site: "lab" });
    expect(sdk.deserializeProperties(struct, false)).toBe(judged);
    expect(judged).toEqual({ tags: { site: "lab" } });
  });
});
