import { withSecretsProvider } from "../../../commands/pulumi/secrets-provider";
import { type StackFile } from "../../../commands/stack/stack-file";

const key = "awskms://k-1?region=us-east-1";
let written: StackFile;
jest.mock("../../../commands/stack/stack-file", () => ({
  ...jest.requireActual<object>("../../../commands/stack/stack-file"),
  readStackFile: () => written,
}));

/** With the file of the stack. */
const made = (file: StackFile, ...args: readonly string[]) => {
  written = file;
  return withSecretsProvider(args);
};
const init = ["stack", "init", "lab"];

describe("a stack that is made in another backend", () => {
  it.each([
    ["a key", { secretsprovider: key }, key],
    ["a passphrase", { encryptionsalt: "v1:x" }, "passphrase"],
  ])("keeps %s that opens its file", (_, file, kept) => {
    const told = [...init, "--secrets-provider", kept];
    expect(made(file, ...init)).toEqual(told);
    expect(made(file, ...told)).toEqual(told);
    expect(made(file, "stack", "init", "-s", "lab")).toEqual([
      ...["stack", "init", "-s", "lab", "--secrets-provider", kept],
    ]);
  });

  it.each<[StackFile, string]>([
    [{ secretsprovider: key }, "passphrase"],
    [{ secretsprovider: key }, "awskms://k-1?awssdk=v2&region=us-east-1"],
    [{ encryptionsalt: "v1:x" }, key],
  ])("fails with %j and another one, with the way to change it", (file, given) => {
    expect(() => made(file, ...init, `--secrets-provider=${given}`)).toThrow(
      `got: --secrets-provider ${given}; allowed: ${file.secretsprovider ?? "passphrase"}; fix: leave --secrets-provider out, ` +
        `and afterwards: pulumi stack change-secrets-provider --stack lab '${given}'`,
    );
  });

  it.each([
    ["whose file has none yet", {}, [...init, "--secrets-provider", key]],
    ["of another project", { secretsprovider: key }, ["-C", "there", ...init]],
    ["that is not named", { secretsprovider: key }, ["stack", "init"]],
  ])("is Pulumi's own matter %s", (_, file, args) => {
    expect(made(file, ...args)).toEqual(args);
  });

  it("is no other command", () => {
    const select = ["stack", "select", "lab"];
    expect(made({ secretsprovider: key }, ...select)).toEqual(select);
  });
});
