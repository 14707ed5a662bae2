import { proveKubernetes } from "../retention/newest-copies";
import { changes } from "../size/layout";
import { anyItem, type EngineModel, scheduled } from "./engine";

/** Snapshots of etcd and of persistent volumes. */
export const kubernetes: EngineModel<"kubernetes"> = {
  product: "Kubernetes",
  takes: { claim: anyItem },
  takesFrom: {},
  maker: "nobody",
  frequencies: scheduled,
  media: ["nvme", "disk", "object", "cloud"],
  encryption: ["aes-256", "none"],
  readsImages: false,
  locks: false,
  settingsOf: "job",
  prove: proveKubernetes,
  storage: { layout: changes, reduces: false },
  traffic: { reads: "everything", sends: "changes" },
};
