import { type Fault } from "../model/fault";
import { productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/**
 * Clusters whose jobs would tell nobody how they went: in its old mode vzdump mails to a job's mailto and asks no
 * matcher, and no job of the stack has one. What the provider cannot set is a fault already.
 *
 * Source: vzdump(1), `--notification-mode` and `--mailto`.
 */
export function pveMailFaults({ pve }: SoundSections): Fault[] {
  return productsOf("pve", pve).flatMap(({ path, declared: { through, everyJob } }) => {
    const { notificationMode } = everyJob;
    if (through !== "shell" || notificationMode !== "legacy-sendmail") return [];
    return [
      {
        path: `${path}.everyJob.notificationMode`,
        message:
          "mails to the addresses of each job alone, and the stack gives its jobs none, so that nobody would be told of a backup that failed",
        got: quoted(notificationMode),
        allowed: "auto, notification-system",
        fix: "write notification-system, or take the line out: then the cluster's matchers and endpoints tell people",
      },
    ];
  });
}
