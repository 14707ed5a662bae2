import * as path from "node:path";

/** The checkout's root. */
export const projectRoot = path.resolve(__dirname, "..");
