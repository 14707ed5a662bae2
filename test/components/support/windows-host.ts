import * as pulumi from "@pulumi/pulumi";
import { defineHost, type Host } from "../../../components/remote/host";

/** A Windows host, as a program declares it. */
export function windowsHost(): Host {
  return defineHost("vbr01", {
    address: "10.25.10.30",
    port: 22,
    user: "svc",
    hostKey: "ssh-ed25519 AAAA",
    privateKey: pulumi.secret("s3cr3t key"),
    platform: "windows",
    powershell: "pwsh.exe",
  });
}
