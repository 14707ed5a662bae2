import { type Host } from "../remote/host";

/** Where a Proxmox Backup Server runs, as its objects need it. */
export interface PbsHost {
  readonly host: Host;
  /** Port of the API on the server itself. */
  readonly port: number;
}
