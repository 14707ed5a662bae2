import { type Weekday } from "./calendar/weekday";

/**
 * What exists and how it must be protected: the input of the plan, in the words of the lab. `config/` reads it from
 * the stack's file and checks it; every value here is right in itself and every name leads somewhere.
 */
export interface Estate {
  readonly site: Site;
  readonly sizing: Sizing;
  /** Machines that are configured over SSH, by name; nodes are among them by theirs. Default: none is known. */
  readonly hosts?: Readonly<Record<string, Host>>;
  /** The cluster's machines, by name. */
  readonly nodes: Readonly<Record<string, Node>>;
  readonly links: Readonly<Record<string, Link>>;
  readonly windows: Readonly<Record<string, Window>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly classes: Readonly<Record<string, ProtectionClass>>;
  readonly guests: Readonly<Record<string, Guest>>;
  readonly fileServers: Readonly<Record<string, FileServer>>;
  readonly databases: Readonly<Record<string, Database>>;
  readonly buckets: Readonly<Record<string, Bucket>>;
  readonly repositories: Readonly<Record<string, Repository>>;
  readonly claims: Readonly<Record<string, Claim>>;
  readonly drives: Readonly<Record<string, DriveSet>>;
  /** What is left unprotected on purpose, by the name of the item. */
  readonly exemptions: Readonly<Record<string, Exemption>>;
  /** What is on Proxmox Backup Servers: by its own name, or as `NAME@SERVER` where there are several servers. */
  readonly pbs: {
    readonly datastores: Readonly<Record<string, Datastore>>;
    readonly syncJobs: Readonly<Record<string, SyncJob>>;
    /** Left out: nothing is held back. */
    readonly trafficControls?: Readonly<Record<string, TrafficControl>>;
  };
  readonly minio: { readonly replications: Readonly<Record<string, Replication>> };
  readonly vault: {
    /** Offsite buckets: by their own names, or as `NAME@VAULT` where there are several vaults. */
    readonly buckets: Readonly<Record<string, ArchiveBucket>>;
    /** Whether there is a vault at all, which escrows the engines' keys. Default: yes. */
    readonly escrows?: boolean;
    /** Paths of vaults that do not say who may end their keys. Default: none. */
    readonly withoutAccess?: readonly string[];
    /** Paths of vaults whose key for evidence nobody may use. Default: none. */
    readonly withoutSigners?: readonly string[];
    /** Paths of vaults that write down no request. Default: none. */
    readonly withoutLogs?: readonly string[];
    /** Paths of vaults whose cost nobody is told. Default: none. */
    readonly withoutAlarms?: readonly string[];
    /** What an account may cost in a month, in US dollars, by the path where that is declared. Default: nothing is declared. */
    readonly limits?: Readonly<Record<string, number>>;
    /** Days that KMS waits before it ends keys, by the path where that is declared. Default: nothing is declared. */
    readonly deletionWindows?: Readonly<Record<string, number>>;
    /** How long logs are kept, by the path where that is declared. Default: nothing is written down. */
    readonly logs?: Readonly<Record<string, VaultLogs>>;
  };
}

/** A bucket of a vault. */
export interface ArchiveBucket {
  readonly name: string;
  /** Days that what lies in a bucket without a place is kept, and locked. Default: nothing expires, and nothing is locked. */
  readonly keptDays?: number;
}

/** What is written down of the requests for a vault. */
export interface VaultLogs {
  /** The vault, where there are several. */
  readonly server?: string;
  readonly keptDays: number;
}

/** A rule that holds back what goes to and from the addresses of some networks. */
export interface TrafficControl extends Declared {
  /** The server that it is on, where there are several. */
  readonly server?: string;
  /** In CIDR notation. */
  readonly network: readonly string[];
  /** Bytes a second to the server, such as `100 MiB`. */
  readonly rateIn?: string;
  /** The same from it. */
  readonly rateOut?: string;
  /** `mon..fri 8-18`. Default: always. */
  readonly timeframe?: readonly string[];
}

/** Where something is declared that there may be of several servers. */
interface Declared {
  /** Default: below `backup:pbs`, by its own name. */
  readonly path?: string;
}

/** What the plan asks of a datastore of Proxmox Backup Server. */
export interface Datastore extends Declared {
  /** Closes it to new backups. */
  readonly maintenanceMode?: { readonly type: "read-only" | "offline" };
  /** Who tells people how its jobs went. Default: matchers and endpoints. */
  readonly notificationMode?: "legacy-sendmail" | "notification-system";
  /** The endpoints and matchers that its server declares. Default: none. */
  readonly notified?: readonly string[];
  readonly tuning?: {
    readonly gcAtimeSafetyCheck?: boolean;
    /** Minutes. */
    readonly gcAtimeCutoff?: number;
  };
  /** Where its chunks lie, if not on a disk. */
  readonly backend?: { readonly bucket: string };
}

/** From one bucket to another site. */
export interface Replication {
  readonly source: BucketAt;
  readonly target: BucketAt;
}

export interface BucketAt {
  readonly site: string;
  readonly bucket: string;
}

/** A job of Proxmox Backup Server that copies backups into a datastore. What vanishes at their source stays there. */
export interface SyncJob extends Declared {
  /** As datastores are called here; so is its source on the same server. */
  readonly store: string;
  /** Default: the root. */
  readonly ns?: string;
  /** The server that they come from. Default: the same one. */
  readonly remote?: string;
  readonly remoteStore: string;
  readonly remoteNs?: string;
  /** A calendar event, server time. */
  readonly schedule: string;
  /** Groups that it copies or leaves out: `type:vm`, `exclude:group:vm/100`. Default: all. */
  readonly groupFilter?: readonly string[];
  /** Namespaces below that of the source which it copies as well. Default: all. */
  readonly maxDepth?: number;
}

export interface Site {
  readonly domain: string;
  /** A time zone of the IANA database: what schedules and windows are told in. */
  readonly timezone: string;
}

/**
 * Shares that turn declared sizes into backed-up ones wherever nobody measured them. The plan says which of its
 * figures rest on them.
 */
export interface Sizing {
  /** Share of a guest's disks that is in use, 0 to 1. */
  readonly usedShare: number;
  /** The same of what other items were given, by their kind. */
  readonly usedShareOf: Readonly<Record<DataKind, number>>;
  /** Share of what is in use that changes in a day, 0 to 1. */
  readonly dailyChangeShare: number;
  /** How many times smaller a copy is than what it copies, compressed and without duplicates; at least 1. */
  readonly reduction: number;
}

/** Kinds of items that hold nothing but data. */
export type DataKind = "fileServer" | "database" | "bucket" | "repository" | "claim";

/** A machine that is configured over SSH. */
export interface Host {
  /** An address of IPv4, or a name. */
  readonly address: string;
  readonly port: number;
}

export interface Node {
  /** The cluster that it belongs to. Default: the only one. */
  readonly cluster?: string;
  readonly role: "compute" | "storage";
  /** Speed at which the node reads its disks for a backup. Megabytes per second. */
  readonly readMBps: number;
}

/** A network path that copies travel. */
export interface Link {
  /** Megabits per second away from what is backed up. */
  readonly uploadMbps: number;
  /** Megabits per second back, when it is restored. */
  readonly downloadMbps: number;
  /** Share of these that copies get, 0.01 to 1. Default: 1 if measured, otherwise 0.9. */
  readonly share?: number;
  /** Whether somebody measured it; figures that rest on an assumption are said to. */
  readonly measured: boolean;
}

/** Hours in which jobs may run. */
export interface Window {
  /** Days on which it opens. */
  readonly days: readonly Weekday[];
  /** HH:MM, time of the site. */
  readonly from: string;
  /** Hours it stays open, at most 168; it may pass midnight. */
  readonly hours: number;
}

/** The products that make copies. */
export type Engine =
  "pbs" | "veeam" | "iperius" | "pgbackrest" | "dump" | "minio" | "git" | "kubernetes" | "s3";

/** Where copies are kept. */
export interface Place {
  readonly engine: Engine;
  /** The server or vault that the store is on; only where its product has several. */
  readonly server?: string;
  /**
   * What it is on its server: the datastore, repository, bucket, folder or remote. The word is the product's own.
   */
  readonly store: string;
  /** The MinIO site that the bucket is on; only where the engine is `pgbackrest` or `dump`, and there always. */
  readonly site?: string;
  /** The site's key that encrypts the bucket; as `site`. */
  readonly kmsKey?: string;
  /** Part of the store that is pruned on its own: a namespace, a stanza. Default: all of it. */
  readonly namespace?: string;
  /** What the store lies on, where others lie on it as well: they share its time and its room. Default: the store itself. */
  readonly disk?: string;
  /** What copies travel over to get here. */
  readonly link: string;
  /** What the copies lie on; 3-2-1-1-0 counts different ones. */
  readonly medium: "nvme" | "disk" | "object" | "tape" | "cloud";
  readonly offsite: boolean;
  /** Gigabytes (10^9) that it holds; left out where there is no such limit. */
  readonly capacityGB?: number;
  /** Speed at which it takes copies in and gives them back. Megabytes per second; left out where the link decides. */
  readonly writeMBps?: number;
  readonly readMBps?: number;
  /** Encryption of the copies under a key of ours. */
  readonly encryption: "aes-256" | "none";
  /** Why the copies may lie there in clear, and until when. Default: they may not. */
  readonly unencrypted?: Exemption;
  /** Whether the place itself checks what it holds. */
  readonly verified: boolean;
  /** Window in which its store is pruned, collected and verified; only where the engine is `pbs`, and there always. */
  readonly care?: string;
  /** Hours in a row, at most, that the place is out of service on a planned day; they add to what may be lost. Default: 0. */
  readonly maintenanceHours?: number;
  /** S3 storage class; only where the engine is `s3`. */
  readonly storageClass?: StorageClass;
  /** Retrieval tier of the first restore. Default: standard. */
  readonly retrieval?: RetrievalTier;
}

export type StorageClass = "STANDARD" | "STANDARD_IA" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";

export type RetrievalTier = "expedited" | "standard" | "bulk";

/** How often a copy is made. `continuous`: each change is copied as it comes. */
export type Frequency = "continuous" | "hourly" | "six-hourly" | "daily" | "weekly" | "monthly";

/** What is wanted of the past: how many of the newest backups of each period, and how many days in any case. */
export interface WantedRetention {
  readonly last?: number;
  readonly daily?: number;
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
  /** Nothing younger is deleted, and a restore point at least this old exists. */
  readonly days: number;
}

/** How everything of one kind is protected. */
export interface ProtectionClass {
  /** Where the first copy goes. */
  readonly place: string;
  readonly frequency: Frequency;
  /** When jobs may run; left out for what runs all the time. */
  readonly window?: string;
  /**
   * Whether its jobs also take guests that nobody declared, so that a new one is never missed. At most one class,
   * of a place of Proxmox Backup Server. Default: no.
   */
  readonly catchAll?: boolean;
  readonly retention: WantedRetention;
  /** Most recent work that may be lost. Hours. */
  readonly rpoHours: number;
  /** How long a restore of one item may take. Hours. */
  readonly rtoHours: number;
  /** The copy that a fire in the lab leaves alone. Default: none, which 3-2-1-1-0 reports. */
  readonly offsite?: OffsiteCopy;
}

export interface OffsiteCopy {
  readonly place: string;
  readonly frequency: Frequency;
  readonly window?: string;
  readonly retention: WantedRetention;
  /** Most recent work that may be lost with the whole lab. Hours. Default: as much as it comes to. */
  readonly rpoHours?: number;
  /** Days during which nobody can delete a copy. Default: none. */
  readonly lockDays?: number;
  /** The days that copies get, once more, for a lock that lasts far longer than what is wanted and is paid for as long. */
  readonly confirmedLockDays?: number;
}

/** What every item has. */
export interface Item {
  /** Names of the classes that protect it. Empty: it needs an exemption. */
  readonly classes: readonly string[];
  /** Gigabytes (10^9) in use, as measured. Default: estimated from what is declared (`Sizing`). */
  readonly usedGB?: number;
}

export interface Guest extends Item {
  readonly vmid: number;
  readonly kind: "vm" | "ct";
  readonly address?: string;
  /** Name of the node it was last seen on. */
  readonly node: string;
  readonly os: string;
  readonly role: string;
  readonly cpus: number;
  readonly memoryGB: number;
  readonly disksGB: readonly number[];
  readonly vlan: number;
  /**
   * Whether a backup freezes its file systems: the guest agent is installed, and on in the options of the virtual
   * machine. Left out where nobody knows; only of virtual machines.
   */
  readonly agent?: boolean;
  /** What the agent asks of VSS; only of a Windows guest whose agent is on. Left out where nobody knows. */
  readonly vss?: VssBackup;
  /** Disks and mount points that no backup takes, on purpose, by their keys in the guest's configuration. */
  readonly excludedDisks?: Readonly<Record<string, Exemption>>;
}

/**
 * The type of backup that the guest agent tells Windows' VSS it makes: `VssOption` in its registry, 5 for `copy`, 1
 * for `full`, which is its default. `none`: it has no VSS provider, so it freezes nothing.
 * Source: https://pve.proxmox.com/wiki/VM_Backup_Consistency.
 */
export type VssBackup = "copy" | "full" | "none";

/** Shares of a Windows file server. */
export interface FileServer extends Item {
  /** The guest it runs on; left out for a machine that is none. */
  readonly guest?: string;
  readonly paths: readonly string[];
  readonly sizeGB: number;
}

export interface Database extends Item {
  readonly guest: string;
  readonly product: "postgresql" | "sqlserver";
  readonly database: string;
  readonly sizeGB: number;
}

export interface Bucket extends Item {
  readonly site: string;
  readonly bucket: string;
  readonly sizeGB: number;
}

/** A git repository with configuration in it. */
export interface Repository extends Item {
  readonly remote: string;
  readonly sizeGB: number;
}

/** Persistent volumes of the Kubernetes cluster that carry a label, or its etcd. */
export interface Claim extends Item {
  readonly selector: string;
  readonly sizeGB: number;
}

/** Drives of one node: they hold what the others are made of, and wear out. */
export interface DriveSet {
  readonly node: string;
  readonly count: number;
  readonly sizeGB: number;
  /** Drives of the same kind in stock. */
  readonly spares: number;
  /** Per cent of its endurance that a drive may have used up when it is put in. */
  readonly maximumWearPercent: number;
  readonly powerLossProtection: boolean;
}

/** Why an item has no protection, and until when nobody asks. */
export interface Exemption {
  readonly reason: string;
  /** YYYY-MM-DD, the last day it holds. */
  readonly expires: string;
}
