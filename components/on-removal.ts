/**
 * What happens when a component is taken out of the program, or renamed, which is taking it out and making another.
 * `pulumi preview --diff` shows it beside what is to be deleted: the documents themselves are secret, and whether a
 * backup survives is what a reviewer asks first.
 */
export const onRemoval = {
  "backup:iperius:JobCheck": "nobody looks at the job any more; the job itself stays in Iperius",
  "backup:minio:Bucket":
    "the bucket stays with everything in it, protected until somebody takes that off in the state",
  "backup:minio:Replication":
    "new objects are no longer copied and the log-in for it goes; what was copied stays",
  "backup:offsite:ExportAgent": "nothing is exported any more; what was exported stays",
  "backup:pbs:Acl": "the permissions go; whoever used them is locked out",
  "backup:pbs:Datastore":
    "its configuration goes once its protection was taken off in the state; every backup stays in its path, " +
    "and a datastore declared with that path takes them up again",
  "backup:pbs:GroupOwners": "whose the backup groups are stays as it is",
  "backup:pbs:MetricServer": "no more metrics go there",
  "backup:pbs:Namespace": "it goes if it is empty; one with backups in it stays",
  "backup:pbs:NotificationEndpoint": "nobody is told there any more",
  "backup:pbs:NotificationMatcher": "what it matched is no longer told to anybody",
  "backup:pbs:PruneJob": "nothing is pruned any more; the datastore grows",
  "backup:pbs:Remote": "the log-in to the other server goes; what was pulled stays",
  "backup:pbs:S3Endpoint": "the log-in to the object storage goes; what lies there stays",
  "backup:pbs:SyncJob": "nothing is pulled any more; what was pulled stays",
  "backup:pbs:Token":
    "whoever logs in with it is locked out at once; another one has another name and another secret, and takes over " +
    "the backup groups only where a storage of the cluster or a sync job names it",
  "backup:pbs:TrafficControl": "backups may use the whole link",
  "backup:pbs:User": "it goes with its tokens and permissions; whoever uses them is locked out",
  "backup:pbs:VerifyJob": "backups are no longer read back to see whether they are whole",
  "backup:pve:BackupJob": "its guests are no longer backed up by it; backups that were made stay",
  "backup:pve:Coverage": "nobody looks for guests without a backup any more",
  "backup:pve:Storage":
    "the cluster can no longer reach the datastore under this name; backups and escrowed key stay",
  "backup:vault:ArchiveBucket":
    "the bucket stays with everything in it, protected until somebody takes that off in the state",
  "backup:vault:ArchiveUser":
    "its access key is refused at once; what it brought into the vault stays",
  "backup:vault:Key":
    "the key stays: what lies under it can be read with it alone; protected until somebody takes that off in the state",
  "backup:vault:KeyEscrow":
    "the escrowed key stays: backups under it need it; protected until somebody takes that off in the state",
  "backup:veeam:AgentJob": "the job is disabled in Veeam, where it stays with its backups",
  "backup:veeam:EncryptionKey":
    "the password stays in Veeam: backups under it need it; protected until somebody takes that off in the state",
} as const;

/** The type of a component, `backup:<product>:<Noun>`, fixed for ever: a rename needs an alias. */
export type ComponentType = keyof typeof onRemoval;
