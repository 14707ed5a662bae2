import type { Endpoint } from "../api/endpoint";

/** Directories of the API, and what is below each, as far as it is served here. */
const directories: Readonly<Record<string, readonly string[]>> = {
  "/": ["access", "cluster", "nodes", "storage", "version"],
  "/access": ["users"],
  "/cluster": ["backup", "backup-info", "resources", "status"],
  "/cluster/backup-info": ["not-backed-up"],
};

/** The directories, listed. */
export const indexEndpoints: readonly Endpoint[] = Object.entries(directories).map(
  ([path, below]) => ({
    method: "GET",
    path,
    parameters: {},
    handle: () => below.map((subdir) => ({ subdir })),
  }),
);
