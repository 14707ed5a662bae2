import * as pulumi from "@pulumi/pulumi";
import { agreedValue, EscrowedKeys } from "../../../components/vault/escrowed-keys";
import { type EngineKey } from "../../../model/engine-key";

const key: EngineKey = {
  kind: "veeam-password",
  name: "vbr01",
  path: ["veeamEncryptionPassword", "veeam"],
};

const secrets = pulumi.output({ veeamEncryptionPassword: { veeam: "declared" } });

const keeping = (value: string | Promise<string>) => ({
  escrowedValue: () => pulumi.output(value),
});

/** The value of an output, or why it has none. */
const settled = (output: pulumi.Output<string>): Promise<string> =>
  (output as unknown as { promise: () => Promise<string> }).promise();

describe("a key of an engine", () => {
  it("has the value that the vault keeps, not the one that is declared", async () => {
    const keys = new EscrowedKeys([key], { vault: keeping("kept") }, secrets);

    expect(await settled(keys.of("veeam-password", "vbr01"))).toBe("kept");
  });

  it("comes out once every vault keeps it", async () => {
    let keep: (value: string) => void = () => {};
    const slow = new Promise<string>((resolve) => (keep = resolve));
    const keys = new EscrowedKeys([key], { near: keeping("kept"), far: keeping(slow) }, secrets);
    const value = settled(keys.of("veeam-password", "vbr01"));
    const early = await Promise.race([value, new Promise((resolve) => setImmediate(resolve))]);
    keep("kept");

    expect(early).toBeUndefined();
    expect(await value).toBe("kept");
  });

  it("is the declared one where the estate has no vault", async () => {
    const keys = new EscrowedKeys([key], {}, secrets);

    expect(await settled(keys.of("veeam-password", "vbr01"))).toBe("declared");
  });

  it("fails where two vaults keep different values, and shows neither", () => {
    expect(() => agreedValue(key, ["alpha", "beta"])).toThrow(
      /^the vaults keep different values of veeam-password\/vbr01, so it is not used;(?!.*\b(alpha|beta)\b)/,
    );
    expect(() => agreedValue(key, [])).toThrow("veeam-password/vbr01");
    expect(agreedValue(key, ["one", "one"])).toBe("one");
  });

  it("fails where the estate does not call for it", () => {
    const keys = new EscrowedKeys([key], { vault: keeping("kept") }, secrets);

    expect(() => keys.of("veeam-password", "vbr02")).toThrow("veeam-password/vbr02");
  });
});
