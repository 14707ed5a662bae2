// init REPOSITORY PASSWORD-FILE: makes what `restic init` makes, with a key that is computed at once. restic's own takes
// half a second of a core each time that it is opened, and two to be made, which is most of what an export of a few
// megabytes takes; nothing of the agent depends on it. Keys and configuration as they are described in restic's design
// document (doc/design.rst, "Keys, Encryption and MAC" and "Repository Format").
const crypto = require("node:crypto");
const fs = require("node:fs");
const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");

/** The weakest that scrypt has (RFC 7914, section 2). */
const scrypt = { N: 2, r: 1, p: 1 };

const prime = (1n << 130n) - 5n;
const number = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex") || "0"}`);

/** Poly1305-AES (Bernstein, 2005) with the nonce as restic has it. */
function authenticated(message, nonce, { k, r }) {
  const clamp = 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  const factor = number(r) & clamp;
  let sum = 0n;
  for (let at = 0; at < message.length; at += 16) {
    const block = message.subarray(at, at + 16);
    sum = ((sum + number(block) + (1n << BigInt(8 * block.length))) * factor) % prime;
  }
  const cipher = crypto.createCipheriv("aes-128-ecb", k, null).setAutoPadding(false);
  const tag = (sum + number(cipher.update(nonce))) % (1n << 128n);
  return Buffer.from(tag.toString(16).padStart(32, "0"), "hex").reverse();
}

function sealed(text, { encrypt, mac }) {
  const nonce = crypto.randomBytes(16);
  const hidden = crypto.createCipheriv("aes-256-ctr", encrypt, nonce).update(text);
  return Buffer.concat([nonce, hidden, authenticated(hidden, nonce, mac)]);
}

/** A key of 64 bytes in its parts. */
const parts = (bytes) => ({
  encrypt: bytes.subarray(0, 32),
  mac: { k: bytes.subarray(32, 48), r: bytes.subarray(48) },
});

const base64 = (bytes) => bytes.toString("base64");

/** Of the credentials that restic would be given: in the environment, or the file that it names. */
function putInto(repository) {
  const { origin, pathname } = new URL(repository.replace(/^s3:/, ""));
  const [, Bucket, prefix] = /^\/([^/]+)\/(.+?)\/?$/.exec(pathname);
  const s3 = new S3Client({ endpoint: origin, region: "us-east-1", forcePathStyle: true });
  // Content-MD5 as restic sends it: a bucket with a default retention takes nothing without (PutObject, "Content-MD5").
  const md5 = (body) => crypto.createHash("md5").update(body).digest("base64");
  return (name, Body) =>
    s3.send(
      new PutObjectCommand({ Bucket, Key: `${prefix}/${name}`, Body, ContentMD5: md5(Body) }),
    );
}

async function makeRepository(repository, passwordFile) {
  const password = fs.readFileSync(passwordFile, "utf8").replace(/\r?\n$/, "");
  const master = parts(crypto.randomBytes(64));
  const salt = crypto.randomBytes(64);
  const own = parts(crypto.scryptSync(password, salt, 64, scrypt));
  const { k, r } = master.mac;
  const secret = { mac: { k: base64(k), r: base64(r) }, encrypt: base64(master.encrypt) };
  const key = JSON.stringify({
    ...{ created: new Date().toISOString(), username: "test", hostname: "test", kdf: "scrypt" },
    ...{ ...scrypt, salt: base64(salt), data: base64(sealed(JSON.stringify(secret), own)) },
  });
  const config = JSON.stringify({
    version: 2,
    id: crypto.randomBytes(32).toString("hex"),
    // An irreducible one, that document's example.
    chunker_polynomial: "25b468838dcb75",
  });
  const put = putInto(repository);
  const name = crypto.createHash("sha256").update(key).digest("hex");
  await put(`keys/${name}`, key);
  await put("config", sealed(config, master));
}

makeRepository(...process.argv.slice(2)).catch((error) => {
  console.error(String(error));
  process.exitCode = 1;
});
