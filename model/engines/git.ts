import { always } from "../consistency";
import { proveGit } from "../retention/git-bundles";
import { changes } from "../size/layout";
import { anyItem, type EngineModel, scheduled } from "./engine";

/** Mirrors of git repositories, and dated bundles of them. */
export const git: EngineModel<"git"> = {
  product: "the git mirror",
  takes: { repository: anyItem },
  consistency: { repository: always("application", "git copies whole commits") },
  takesFrom: {},
  maker: "nobody",
  frequencies: ["continuous", ...scheduled],
  media: ["nvme", "disk", "cloud"],
  encryption: ["aes-256", "none"],
  readsImages: false,
  locks: false,
  settingsOf: "job",
  // It counts the bundles of a repository.
  mergesHistories: true,
  prove: proveGit,
  storage: { layout: changes, reduces: true },
  traffic: { reads: "changes", sends: "changes" },
  lag: { minutes: 15, why: "between two fetches of the mirror (assumed)" },
};
