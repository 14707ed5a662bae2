import { osFamilyOf } from "../../model/guest-os";

describe("the family of an operating system", () => {
  it.each([
    ["Server 2025", "windows"],
    ["Windows Server 2019 Datacenter", "windows"],
    ["windows 11", "windows"],
    ["Ubuntu 24.04", "linux"],
    ["Ubuntu Server 24.04", "linux"],
    ["Debian", "linux"],
    ["AlmaLinux 9", "linux"],
    ["Alpine Linux 3.20", "linux"],
    ["openSUSE Leap", "linux"],
    ["FreeBSD 14", "unknown"],
    ["pfSense", "unknown"],
    ["Debianish", "unknown"],
    ["Home Server 24", "unknown"],
  ])("of %s is %s", (os, family) => expect(osFamilyOf(os)).toBe(family));
});
