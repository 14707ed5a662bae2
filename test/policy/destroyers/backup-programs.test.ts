import { destructionIn } from "../../../policy/destruction";

describe("destruction in a command", () => {
  it.each<[string, string | string[]]>([
    ["pgbackrest --stanza=main stanza-delete", "pgbackrest expire"],
    ["pgbackrest --stanza=main expire --set=x", "pgbackrest expire"],
    ["pgbackrest repo-rm --recurse /", "pgbackrest expire"],
    ["restic prune", "restic forget"],
    ["restic rewrite --forget --exclude x", "restic forget"],
    ["restic -r x key remove 12", "restic forget"],
    ["borgmatic prune", "borg delete"],
    ["kopia snapshot delete x", "kopia delete"],
    ["duplicity remove-older-than 1D file:///x", "duplicity remove"],
    ["barman delete main all", "barman delete"],
    ["wal-g delete everything FORCE", "wal-g delete"],
    ["pg_archivecleanup /wal 000000010000000000000010", "pg_archivecleanup"],
    ["mysqladmin -f drop x", "DROP DATABASE"],
    ["psql -c 'truncate table x'", "TRUNCATE TABLE"],
    ["proxmox-backup-client group delete vm/100", "proxmox-backup-client delete"],
    ["proxmox-backup-client namespace delete x --delete-groups 1", "proxmox-backup-client delete"],
    ["proxmox-backup-client snapshot protected update vm/1/x false", "protection taken off"],
    ["proxmox-backup-manager pull r s t --remove-vanished", "--remove-vanished"],
    ["proxmox-backup-manager sync-job update x --remove-vanished true", "--remove-vanished"],
    ["proxmox-tape media destroy x", "proxmox-tape"],
    ["vzdump 100 --prune-backups keep-last=1", "vzdump prunes"],
    ["vzdump 100 --maxfiles 1", "vzdump prunes"],
    ["qm rollback 100 x", "qm rollback"],
    ["pct delsnapshot 100 x", "qm rollback"],
    ["docker volume prune -f", "docker volume rm"],
    ["docker compose -p x down -v", "docker volume rm"],
    ["docker system prune -a --volumes", "docker volume rm"],
    ["kubectl -n x delete pvc --all", "kubectl delete"],
    ["kubectl delete namespace x", "kubectl delete"],
  ])("finds %s", (command, what) => {
    expect(destructionIn(command)).toEqual([what].flat());
  });

  it.each([
    "pgbackrest --stanza=main backup --repo1-retention-full=4",
    "pgbackrest info",
    "restic key list",
    "restic unlock",
    "kopia snapshot create /x",
    "barman backup main",
    "wal-g backup-push /x",
    "mysqladmin status",
    "proxmox-backup-client snapshot protected update vm/1/x true",
    "proxmox-backup-client namespace create x",
    "proxmox-backup-manager sync-job update x --remove-vanished false",
    "proxmox-backup-manager sync-job update x --remove-vanished=0",
    "proxmox-tape status",
    "vzdump 100 --prune-backups keep-all=1",
    "vzdump 100 --storage pbs",
    "qm snapshot 100 x",
    "docker volume ls",
    "docker compose down",
    "kubectl delete pod x",
    "kubectl get pvc",
  ])("lets %s be", (command) => {
    expect(destructionIn(command)).toEqual([]);
  });
});
