import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { RemoteObject } from "../remote/remote-object";
import { minioScript } from "./script";
import { type MinioSite } from "./site";

/**
 * The first release without CVE-2025-62506, by which a restricted service account gets its owner's rights. Source:
 * GHSA-jjjj-jwhf-8rgr. It came without binaries, so a server that was only ever downloaded is older.
 */
const fixed = "2025-10-15T17:29:55Z";

/**
 * Defines a check that no server of a site runs a release that is known to be vulnerable: a lock on objects is worth no
 * more than the server that keeps it. Nothing is configured; one that was put back to an older release is drift.
 */
export class MinioRelease extends EstateComponent<{ site: string; fixed: string }> {
  constructor(name: string, site: MinioSite, opts?: pulumi.ComponentResourceOptions) {
    super(
      {
        type: "backup:minio:Release",
        onRemoval: "nobody looks at the release of its servers any more",
      },
      name,
      { site: site.ownName, fixed },
      opts,
    );
    new RemoteObject(
      this.childName("check"),
      {
        host: site.host,
        kind: "minio release",
        identity: site.ownName,
        script: minioScript("release.sh"),
        document: { vulnerable: [] },
        settings: { site: site.url, fixed },
        secrets: { site: site.logIn },
        mayExist: true,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
