import { z } from "zod";
import { absolutePath, listOf, name, port, text } from "./values";

/** A path that PostgreSQL and pgBackRest take as it is, and whose parts are words of a shell. */
const plainPath = absolutePath.regex(/^[\w./-]+$/, {
  error: "a path of letters, digits and _ . / -",
});

/** A library of `shared_preload_libraries`. */
const library = text(
  /^\w[\w-]{0,62}$/,
  "the name of a library: letters, digits and _ -",
  "look it up with: SHOW shared_preload_libraries",
);

/** A PostgreSQL server. When it is backed up, where to and how long that is kept follows from the plan. */
const postgresServer = z.strictObject({
  host: name.describe(
    "The machine that it runs on, by its name in `backup:hosts`; the stack configures pgBackRest there.",
  ),
  guest: name.describe(
    "The guest that it runs on, by its name in `backup:guests`: the databases of that guest are the server's. Its backups go by this name.",
  ),
  version: z
    .int()
    .min(14)
    .max(18)
    .meta({ unit: "identifier" })
    .describe(
      "The version that runs; an update is refused where another one does, or where pgBackRest does not know it.",
    ),
  port: port
    .default(5432)
    .describe("Where it answers, which names its socket in /var/run/postgresql as well."),
  dataDirectory: plainPath
    .optional()
    .describe(
      "Where its data lies. Default: Debian's `/var/lib/postgresql/VERSION/main` of that version.",
    ),
  programDirectory: plainPath
    .optional()
    .describe(
      "Where the programs of its version are. Default: Debian's `/usr/lib/postgresql/VERSION/bin` of that version.",
    ),
  preload: listOf(library)
    .default([])
    .describe(
      "Libraries without which its data cannot be opened, such as `timescaledb`: a restored copy loads these and no others.",
    ),
});

/** `backup:postgres`: PostgreSQL servers, by name. */
export const postgres = z.record(
  name,
  postgresServer.describe(
    "A PostgreSQL server. When it is backed up, where to and how long that is kept follows from the plan.",
  ),
);
