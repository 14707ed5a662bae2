import { secretsIn } from "../../policy/secret-shape";

const look = { randomLength: 32, randomTenths: 42 };
const shapesIn = (text: string, given = look) => secretsIn(text, given).map(({ shape }) => shape);
const uuid = "6f1e2d3c-4b5a-4978-8a6b-5c4d3e2f1a0b";
const random40 = "wJalrXUtnFEMIzK7MDENGbPxRfiCYq8LpZ0vTsWk";

describe("random words", () => {
  it.each([
    ["Base64 of 24 bytes", "q9Zt3RkLw7Xb2VfNs8Yc4HdJm6PgTaQe"],
    ["Base64 of 32 bytes", "k3J9vQzX7mWbT2yR8nLpE5sHcG4dFaUxV6tYq1oZrNk="],
    ["an AWS secret key", random40],
  ])("finds %s", (_what, word) => {
    expect(shapesIn(`run ${word} now`)).toEqual(["a random word such as a key"]);
    expect(shapesIn(`run KEY=${word}`)).toEqual(["a random word such as a key"]);
  });

  it.each([
    ["a SHA-256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ["a SHA-256 in capitals", "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"],
    ["a UUID", uuid],
    ["a digest of an image", `image@sha256:${"0123456789abcdef".repeat(4)}`],
    ["a fingerprint of SSH", "SHA256:k3J9vQzX7mWbT2yR8nLpE5sHcG4dFaUxV6tYq1oZrNk"],
    ["an integrity of npm", "sha512-k3J9vQzX7mWbT2yR8nLpE5sHcG4dFaUxV6tYq1oZrNk="],
    ["a public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9vQzX7mWbT2yR8nLpE5sHcG4dFaUxV6tYq1"],
    ["a path", "/usr/lib/x86_64-linux-gnu/perl5/5.36/auto/Socket/Socket.so"],
    ["a prefix of logs", "astronomy-lab-vault-logs/trail/AWSLogs/123456789012/"],
    ["a type", "s3/bucketServerSideEncryptionConfigurationV2"],
    ["a cmdlet", "Add-VBRAmazonS3GlacierRepository"],
    ["small letters and digits", "guest-image-node04-offsite-export-2026-11-28"],
    ["no capital", "q9zt3rk0w7xb2vfns8yc4hdjm6pgt1qe5ulo"],
    ["no small letter", "Q9ZT3RK0W7XB2VFNS8YC4HDJM6PGT1QE5ULO"],
    ["no digit", "QzTrkwLXbVfNsYcHdJmPgTaQeUoAiRkWzXb"],
    ["31 characters", random40.slice(0, 31)],
    ["one character again and again", "aB1".repeat(20)],
    [
      "a certificate",
      `-----BEGIN CERTIFICATE-----\n${random40}${random40}\n-----END CERTIFICATE-----`,
    ],
  ])("lets %s be", (_what, text) => {
    expect(shapesIn(text)).toEqual([]);
  });

  it("goes by the numbers that it is given", () => {
    const word = random40.slice(0, 24);

    expect(shapesIn(word)).toEqual([]);
    expect(shapesIn(word, { ...look, randomLength: 24 })).toHaveLength(1);
    expect(shapesIn(word, { ...look, randomLength: 25 })).toEqual([]);
    expect(shapesIn(random40, { ...look, randomTenths: 51 })).toHaveLength(1);
    expect(shapesIn(random40, { ...look, randomTenths: 60 })).toEqual([]);
  });
});
