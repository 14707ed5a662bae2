import { type HandMadeChanges } from "./change";

const host = "proj-pg01";

/** What an administrator of a database may do on its server. */
export const postgresChanges: HandMadeChanges = {
  "postgres stanza": async ({ id, applied }, operator) => {
    const file = `/etc/pgbackrest/conf.d/${id}.conf`;
    await operator.on(host, [
      "sed",
      "-i",
      "s/^repo1-retention-full=.*/repo1-retention-full=1/",
      file,
    ]);
    const { [id]: options } = applied["options"] as Readonly<
      Record<string, Record<string, string>>
    >;
    const property = `options.${id}.repo1-retention-full`;
    return { property, wanted: options?.["repo1-retention-full"], observed: "1" };
  },
  "postgres backup": async ({ id }, operator) => {
    const timer = `database-backup@${id}.timer`;
    await operator.on(host, ["rm", `/etc/systemd/system/timers.target.wants/${timer}`]);
    return { property: `timers.${timer}`, wanted: "enabled", observed: "disabled" };
  },
  "offsite repository export": async ({ id }, operator) => {
    const timer = `offsite-export-pgbackrest@${id}.timer`;
    await operator.on(host, ["rm", `/etc/systemd/system/timers.target.wants/${timer}`]);
    return { property: `timers.${timer}`, wanted: "enabled", observed: "disabled" };
  },
  "offsite dump export": async ({ id }, operator) => {
    const timer = `offsite-export-dump@${id}.timer`;
    await operator.on(host, ["rm", `/etc/systemd/system/timers.target.wants/${timer}`]);
    return { property: `timers.${timer}`, wanted: "enabled", observed: "disabled" };
  },
  "postgres dump": async ({ id }, operator) => {
    const timer = `database-dump@${id}.timer`;
    await operator.on(host, ["rm", `/etc/systemd/system/timers.target.wants/${timer}`]);
    return { property: `timers.${timer}`, wanted: "enabled", observed: "disabled" };
  },
};
