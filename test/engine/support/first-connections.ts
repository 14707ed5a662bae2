import * as fs from "node:fs";
import * as path from "node:path";
import { shared } from "./sandbox";

const file = () => path.join(shared.layout.run, "first-connections");

/** How many SSH connections the very first update took, which no test sees: the sandbox is started before them. */
export const firstConnections = {
  keep: (count: number) => fs.writeFileSync(file(), String(count)),
  read: () => Number(fs.readFileSync(file(), "utf8")),
};
