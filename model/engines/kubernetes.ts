import { type ConsistencyJudge, judged } from "../consistency";
import { entry } from "../record";
import { proveKubernetes } from "../retention/newest-copies";
import { changes } from "../size/layout";
import { anyItem, type EngineModel, scheduled } from "./engine";

/** Snapshots of etcd and of persistent volumes. */
export const kubernetes: EngineModel<"kubernetes"> = {
  product: "Kubernetes",
  takes: { claim: anyItem },
  consistency: { claim: claimConsistency },
  takesFrom: {},
  maker: "nobody",
  frequencies: scheduled,
  media: ["nvme", "disk", "object", "cloud"],
  encryption: ["aes-256", "none"],
  readsImages: false,
  locks: false,
  settingsOf: "job",
  // It counts the snapshots of a claim.
  mergesHistories: true,
  prove: proveKubernetes,
  storage: { layout: changes, reduces: false },
  traffic: { reads: "everything", sends: "changes" },
};

/** etcd writes its own snapshots; those of volumes are taken without asking who writes to them. */
function claimConsistency(...[{ claims }, name]: Parameters<ConsistencyJudge>) {
  return entry(claims, name).selector === "etcd"
    ? judged("application", "etcd writes a snapshot of one revision")
    : judged("crash", "volumes are snapshotted while they are written to");
}
