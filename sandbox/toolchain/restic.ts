import { goModule } from "./go-module";
import { goPin } from "./pins";
import { type Tool } from "./tool";
import { isAtLeast } from "./version";

const importPath = "github.com/restic/restic";
const version = goPin("restic", importPath).slice(1);

/** What Debian 13 has, and so the least that hosts of the lab have. */
const oldest = "0.18.0";

/** What seals offsite exports and opens them. Debian 12 has 0.14, which would archive its metadata as well. */
export const restic: Tool = {
  id: "restic",
  title: `restic ${version}`,
  command: "restic",
  file: "bin/restic",
  onHosts: true,
  question: {
    args: ["version"],
    fits(answer) {
      const got = /^restic (\d+\.\d+\.\d+)\b/m.exec(answer)?.[1];
      return got !== undefined && isAtLeast(got, oldest);
    },
  },
  sources: [
    goModule({
      folder: "restic",
      main: `${importPath}/cmd/restic`,
      command: "restic",
      variables: { "main.version": version },
    }),
  ],
};
