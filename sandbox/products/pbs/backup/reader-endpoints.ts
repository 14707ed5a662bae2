import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";

import { type StreamEndpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { fileParameters } from "../content/parameters";
import { type Needs, openPlace, openSnapshot } from "../content/place";
import { ChunkFiles } from "../data/chunk-files";
import { chunkAt, parseFixedIndex } from "../data/fixed-index";
import { reasonOf } from "../schema/parameter-error";
import { integer } from "../schema/scalars";

/** Anything with `Datastore.Read`, one's own with `Datastore.Backup`. */
const reading: Needs = { full: ["Datastore.Read"], partial: ["Datastore.Backup"] };

/** What a restore reads. */
export const readerEndpoints: readonly StreamEndpoint[] = [
  {
    method: "GET",
    path: "/admin/datastore/{store}/download",
    description: "Download single raw file from backup snapshot.",
    permission: anybody,
    parameters: fileParameters,
    async stream(values, caller) {
      const snapshot = openSnapshot(caller, openPlace(caller, values, reading), values);
      return Readable.from([read(path.join(snapshot.directory, String(values["file-name"])))]);
    },
  },
  {
    method: "GET",
    path: "/reader/chunk",
    description: "A chunk of an image, by its position. The product upgrades the connection here.",
    permission: anybody,
    parameters: {
      ...fileParameters,
      position: { schema: integer("Position of the chunk.", { min: 0 }), required: true },
    },
    async stream(values, caller) {
      const place = openPlace(caller, values, reading);
      const snapshot = openSnapshot(caller, place, values);
      const file = path.join(snapshot.directory, String(values["file-name"]));
      const { digest } = chunkAt(parseFixedIndex(read(file)), Number(values["position"]));
      return Readable.from([new ChunkFiles(place.base, place.store).read(digest)]);
    },
  },
];

function read(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new Error(`File open failed: ${reasonOf(error)}`);
  }
}
