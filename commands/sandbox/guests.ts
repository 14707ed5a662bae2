import * as fs from "node:fs";
import * as path from "node:path";
import { type SandboxLayout } from "../../sandbox/layout";
import { readStackFile, stackFile } from "./stack-file";

/** A guest as the lab's file declares it, as far as the simulated cluster needs it. */
interface Guest {
  readonly vmid: number;
  readonly node: string;
}

/** Puts the lab's guests into the simulated cluster, which lists them and knows which of them no job covers. */
export function seedGuests(layout: SandboxLayout): void {
  const config = readStackFile(stackFile("lab")).config ?? {};
  const declared = config["backup:guests"] as Record<string, Guest>;
  const guests = Object.entries(declared).map(([name, { vmid, node }]) => ({
    name,
    vmid,
    node,
    type: "qemu",
  }));
  const directory = path.join(layout.servers, "pve");
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, "guests.json"), JSON.stringify(guests, null, 2));
}
