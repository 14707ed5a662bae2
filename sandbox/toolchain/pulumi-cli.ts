import { goModule } from "./go-module";
import { asArchive, officialDownload } from "./official-download";
import { goPin } from "./pins";
import { type Tool } from "./tool";
import { isAtLeast } from "./version";

const folder = "pulumi";
const version = goPin(folder, "github.com/pulumi/pulumi/pkg/v3");
const wanted = version.slice(1);

/** Machines with an official archive: what Node calls them is what Pulumi calls them. */
const served = ["x64", "arm64"];
const releases = "https://get.pulumi.com/releases/sdk";

const archive = served.includes(process.arch)
  ? {
      url: `${releases}/pulumi-${version}-linux-${process.arch}.tar.gz`,
      checksums: `${releases}/pulumi-${wanted}-checksums.txt`,
    }
  : undefined;

/**
 * The Pulumi CLI, which holds the engine. A newer one of the same major version serves older programs;
 * an older one need not serve ours. Only the official archive brings the Node.js language host along.
 */
export const pulumiCli: Tool = {
  id: "pulumi",
  title: `Pulumi CLI ${wanted}`,
  command: "pulumi",
  file: "bin/pulumi",
  question: {
    args: ["version"],
    fits(answer) {
      const got = /^v(3\.\d+\.\d+)$/m.exec(answer)?.[1];
      return got !== undefined && isAtLeast(got, wanted);
    },
  },
  sources: [
    officialDownload(archive, asArchive),
    goModule({
      folder,
      main: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      command: "pulumi",
      variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": version },
    }),
  ],
};
