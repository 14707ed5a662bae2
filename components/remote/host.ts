import * as pulumi from "@pulumi/pulumi";
import { type Platform } from "../../model/remote/platform";
import { Adoption } from "../adoption";

/** A machine that is configured over SSH. */
export interface Host {
  /** Its name in the declaration. */
  readonly name: string;
  readonly address: string;
  readonly platform: Platform;
  /** How it is reached; secret as a whole, because the official provider prints what it does not know of it. */
  readonly connection: pulumi.Output<Connection>;
  /** What of it becomes the stack's own although somebody else made it. */
  readonly adoption: Adoption;
}

/** What `@pulumi/command` needs, and nothing it does not know: an unknown key would be printed in clear. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly privateKey: string;
  /** Pins the host and the algorithm; the provider would accept any host without it. */
  readonly hostKey: string;
  /** Tries in all. Few, because refused log-ins are tried again too and lock accounts in Active Directory. */
  readonly dialErrorLimit: number;
  /** Seconds for each try. */
  readonly perDialTimeout: number;
}

/** What a stack declares of a host. */
export type HostArgs = {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly hostKey: string;
  readonly privateKey: pulumi.Input<string>;
  /** What of it the stack takes over. Default: nothing. */
  readonly adoption?: Adoption;
} & (
  | { readonly platform: "posix" }
  | { readonly platform: "windows"; readonly powershell: "pwsh.exe" | "powershell.exe" }
);

/** Defines a host; opens no connection. */
export function defineHost(name: string, args: HostArgs): Host {
  const connection = pulumi.output(args.privateKey).apply((privateKey) => ({
    host: args.address,
    port: args.port,
    user: args.user,
    privateKey,
    hostKey: args.hostKey,
    dialErrorLimit: 3,
    perDialTimeout: 15,
  }));
  return {
    name,
    address: args.address,
    platform: platformOf(args),
    connection: pulumi.secret(connection),
    adoption: args.adoption ?? new Adoption([]),
  };
}

function platformOf(args: HostArgs): Platform {
  return args.platform === "windows"
    ? { name: "windows", powershell: args.powershell }
    : { name: "posix" };
}
