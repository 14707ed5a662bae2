import { go } from "../../toolchain/go";
import { mc, minio } from "../../toolchain/minio-tools";
import { jq } from "../../toolchain/jq";
import { restic } from "../../toolchain/restic";
import { moto } from "../../toolchain/moto";
import { goPin, pseudoVersion, pythonPin } from "../../toolchain/pins";
import { pulumiCli } from "../../toolchain/pulumi-cli";
import { type Tool } from "../../toolchain/tool";
import { isAtLeast } from "../../toolchain/version";
import { zizmor } from "../../toolchain/zizmor";
import packageFile from "../../../package.json";

test.each<[string, Tool, string, boolean]>([
  ["the pinned Pulumi", pulumiCli, "v3.259.0", true],
  ["a newer Pulumi", pulumiCli, "v3.270.1", true],
  ["a Pulumi with a hint above its version", pulumiCli, "warning: new release\nv3.259.0", true],
  ["an older Pulumi", pulumiCli, "v3.258.9", false],
  ["the next major Pulumi", pulumiCli, "v4.0.0", false],
  ["a Pulumi that was built without a version", pulumiCli, "", false],
  ["a released MinIO", minio, "minio version RELEASE.2025-10-15T17-29-55Z (commit-id=0)", true],
  [
    "the last MinIO with CVE-2025-62506",
    minio,
    "minio version RELEASE.2025-09-07T16-13-09Z",
    false,
  ],
  ["a MinIO built from a commit", minio, "minio version DEVELOPMENT.2026-02-12T20-18-48Z", true],
  ["an older MinIO", minio, "minio version RELEASE.2024-01-01T00-00-00Z", false],
  ["a MinIO of unknown age", minio, "minio version DEVELOPMENT.GOGET", false],
  ["an AIStor", minio, "minio version RELEASE.2026-01-01T00-00-00Z\nMinIO AIStor", false],
  ["a released mc", mc, "mc version RELEASE.2025-08-13T08-35-41Z (commit-id=0)", true],
  ["an older mc", mc, "mc version RELEASE.2024-01-01T00-00-00Z", false],
  ["the pinned restic", restic, "restic 0.18.1 compiled with go1.26.6 on linux/amd64", true],
  ["Debian 12's restic", restic, "restic 0.14.0 compiled with go1.19.8 on linux/amd64", false],
  ["the pinned jq", jq, "jq-1.7.1", true],
  ["a newer jq", jq, "jq-1.8", true],
  ["Ubuntu 24.04's jq", jq, "jq-1.7", true],
  ["Debian 12's jq", jq, "jq-1.6", false],
  ["a jq that was built without a version", jq, "jq-", false],
  ["Midnight Commander", mc, "GNU Midnight Commander 4.8.29", false],
  ["the pinned moto", moto, "5.2.5", true],
  ["another moto", moto, "5.2.1", false],
  ["the pinned zizmor", zizmor, "zizmor 1.32.0\n", true],
  ["another zizmor", zizmor, "zizmor 1.31.9", false],
  ["a Go that answers in the module", go, "go version go1.26.6 linux/amd64", true],
  ["something else that is called go", go, "a game", false],
])("%s is judged rightly", (_, { question }, answer, fits) => {
  expect(question.fits(answer)).toBe(fits);
});

test("the CLI is not older than the SDK the program is written with", () => {
  const cli = goPin("pulumi", "github.com/pulumi/pulumi/pkg/v3").slice(1);
  expect(isAtLeast(cli, packageFile.dependencies["@pulumi/pulumi"])).toBe(true);
});

test.each([
  ["3.259.0", "3.259.0", true],
  ["3.260", "3.259.9", true],
  ["3.259", "3.259.1", false],
  ["3.9.0", "3.10.0", false],
  ["4.0.0", "3.10.0", true],
])("version %s is at least %s: %s", (got, wanted, expected) => {
  expect(isAtLeast(got, wanted)).toBe(expected);
});

test("a pseudo-version tells the time and the commit", () => {
  expect(pseudoVersion("v0.0.0-20260212201848-7aac2a2c5b7c")).toEqual({
    time: "2026-02-12T20:18:48Z",
    commit: "7aac2a2c5b7c",
  });
});

describe("fails", () => {
  test("on a version that is no pseudo-version", () => {
    expect(() => pseudoVersion("v1.2.3")).toThrow("v1.2.3 is not a Go pseudo-version");
  });

  test("on a tool that its file does not pin, naming the file", () => {
    expect(() => goPin("mc", "example.com/absent")).toThrow(/go\/mc\/go\.mod pins no version of/);
    expect(() => pythonPin("go.txt", "moto")).toThrow(/python\/go\.txt pins no version of moto/);
  });
});
