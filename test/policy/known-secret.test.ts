import { knownSecrets } from "../../policy/known-secret";

const shapesIn = (text: string) => knownSecrets(text).map(({ shape }) => shape);
const uuid = "6f1e2d3c-4b5a-4978-8a6b-5c4d3e2f1a0b";
const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

describe("secrets of known forms", () => {
  it.each([
    ["-----BEGIN PRIVATE KEY-----", "a private key"],
    ["-----BEGIN OPENSSH PRIVATE KEY-----", "a private key"],
    ["-----BEGIN PGP PRIVATE KEY BLOCK-----", "a private key"],
    ["PuTTY-User-Key-File-3: ssh-ed25519", "a private key"],
    ["AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", "a private key"],
    ["run AKIAIOSFODNN7EXAMPLE", "an AWS access key id"],
    ["run ASIAIOSFODNN7EXAMPLE", "an AWS access key id"],
    [`PVEAPIToken=root@pam!stack=${uuid}`, "the secret of a Proxmox API token"],
    [`PBSAPIToken=backup@pbs!stack:${uuid}`, "the secret of a Proxmox API token"],
    [`ghp_${letters}`, "a GitHub token"],
    [`github_pat_${letters}`, "a GitHub token"],
    [`glpat-${letters.slice(0, 20)}`, "a GitLab token"],
    ["xoxb-123456789012-abc", "a Slack token"],
    ["https://hooks.slack.com/services/T0/B0/abc", "a Slack token"],
    [`pul-${"0123456789abcdef".repeat(3).slice(0, 40)}`, "a Pulumi token"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig", "a JSON Web Token"],
    ["curl https://backup:hunter2@host/path", "a URL with a password"],
    ["redis://:hunter2@host", "a URL with a password"],
  ])("finds %s", (text, shape) => {
    expect(shapesIn(text)).toEqual([shape]);
  });

  it.each([
    "-----BEGIN PUBLIC KEY-----",
    "-----BEGIN CERTIFICATE-----",
    "xAKIAIOSFODNN7EXAMPLE",
    "AKIAIOSFODNN7EXAMPLEX",
    "AKIAIOSFODNN7",
    "user backup@pbs!stack",
    "user backup@pbs!stack=one",
    `mount UUID=${uuid} /mnt`,
    `id ${uuid}`,
    "ghp_short",
    `pul-${"0".repeat(39)}`,
    "git clone ssh://git@host/repository",
    "https://$USER:$PASSWORD@host",
    "https://user:${PASSWORD}@host",
    "https://%user%:%password%@host",
    "http://host:8007/path@2",
    "eyJhbGciOiJIUzI1NiJ9 alone",
  ])("lets %s be", (text) => {
    expect(shapesIn(text)).toEqual([]);
  });
});
