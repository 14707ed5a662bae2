import * as fs from "node:fs";
import * as path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";

import { checkBlob, cryptModeOf, decodeBlob, decodeChunk, digestOf } from "../data/blob";
import { ChunkFiles } from "../data/chunk-files";
import {
  checksumOf,
  chunkAt,
  chunkCount,
  type FixedIndex,
  parseFixedIndex,
} from "../data/fixed-index";
import { type Manifest, type ManifestFile } from "../data/manifest";
import { changeUnprotected, readManifest } from "../data/snapshot-files";
import { type BackupGroup, type Snapshot } from "../retention/snapshots";
import { reasonOf } from "../schema/parameter-error";

/** Whether a snapshot is to be verified, by its manifest. */
export type VerifyFilter = (manifest: Manifest) => boolean;

/** Verifies snapshots of one datastore; a chunk that several share is looked at once. */
export class Verifier {
  private readonly chunks: ChunkFiles;
  private readonly verified = new Set<string>();
  private readonly corrupt = new Set<string>();

  /** @param upid the task that verifies, noted in each snapshot's manifest */
  constructor(
    base: string,
    private readonly store: string,
    private readonly upid: string,
    private readonly log: (line: string) => void,
  ) {
    this.chunks = new ChunkFiles(base, store);
  }

  /** Verifies one snapshot and notes the result in its manifest. Returns whether it is good. */
  async verify(group: BackupGroup, snapshot: Snapshot, filter: VerifyFilter): Promise<boolean> {
    const name = `${this.store}:${group.type}/${group.id}/${snapshot.name}`;
    const manifest = this.manifestOf(name, snapshot);
    if (manifest === undefined) return false;
    if (!filter(manifest)) {
      this.log(`SKIPPED: verify ${name} (recently verified)`);
      return true;
    }
    this.log(`verify ${name}`);
    let good = true;
    for (const file of manifest.files) {
      this.log(`  check ${file.filename}`);
      good = (await this.isGood(name, snapshot, file)) && good;
    }
    changeUnprotected(snapshot, {
      verify_state: { state: good ? "ok" : "failed", upid: this.upid },
    });
    return good;
  }

  private manifestOf(name: string, snapshot: Snapshot): Manifest | undefined {
    try {
      return readManifest(snapshot);
    } catch (error) {
      this.log(`verify ${name} - manifest load error: ${reasonOf(error)}`);
      return undefined;
    }
  }

  private async isGood(name: string, snapshot: Snapshot, file: ManifestFile): Promise<boolean> {
    try {
      const content = fs.readFileSync(path.join(snapshot.directory, file.filename));
      if (file.filename.endsWith(".fidx")) await this.checkImage(content, file);
      else checkWholeBlob(content, file);
      return true;
    } catch (error) {
      this.log(`verify ${name}/${file.filename} failed: ${reasonOf(error)}`);
      return false;
    }
  }

  private async checkImage(content: Buffer, file: ManifestFile): Promise<void> {
    const index = parseFixedIndex(content);
    if (index.size !== file.size) throw new Error(`wrong size (${file.size} != ${index.size})`);
    if (checksumOf(index) !== file.csum) throw new Error("wrong index checksum");
    const wanted = file["crypt-mode"] === "encrypt" ? "encrypt" : "none";
    let faults = 0;
    for (let position = 0; position < chunkCount(index); position += 1) {
      if (!this.isChunkGood(index, position, wanted)) faults += 1;
      await breathe();
    }
    this.log(`  verified ${chunkCount(index)} chunks (${faults} errors)`);
    if (faults > 0) throw new Error("chunks could not be verified");
  }

  private isChunkGood(index: FixedIndex, position: number, mode: string): boolean {
    const wanted = chunkAt(index, position);
    const { digest } = wanted;
    if (this.verified.has(digest)) return true;
    if (this.corrupt.has(digest)) {
      this.log(`chunk ${digest} was marked as corrupt`);
      return false;
    }
    try {
      this.checkChunk(wanted, mode);
      this.verified.add(digest);
      return true;
    } catch (error) {
      this.log(reasonOf(error));
      this.corrupt.add(digest);
      const aside = this.chunks.setAside(digest);
      if (aside !== undefined) this.log(`corrupt chunk renamed to "${aside}"`);
      return false;
    }
  }

  /** Of an encrypted chunk only the CRC can be checked: its digest is over data the server cannot read. */
  private checkChunk(wanted: ReturnType<typeof chunkAt>, mode: string): void {
    const blob = this.load(wanted.digest);
    const found = cryptModeOf(blob);
    if (found !== mode) {
      throw new Error(`chunk CryptMode ${found} does not match index CryptMode ${mode}`);
    }
    if (found === "none") decodeChunk(blob, wanted);
  }

  private load(digest: string): Buffer {
    try {
      const blob = this.chunks.read(digest);
      checkBlob(blob);
      return blob;
    } catch (error) {
      throw new Error(`can't verify chunk, load failed - ${reasonOf(error)}`);
    }
  }
}

function checkWholeBlob(blob: Buffer, { size, csum }: ManifestFile): void {
  if (blob.length !== size) throw new Error(`wrong size (${size} != ${blob.length})`);
  if (digestOf(blob) !== csum) throw new Error("wrong index checksum");
  checkBlob(blob);
  if (cryptModeOf(blob) === "none") decodeBlob(blob);
}
