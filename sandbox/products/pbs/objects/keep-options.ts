import { integer } from "../schema/scalars";
import { type ObjectProperties } from "./object-type";

const periods = ["last", "hourly", "daily", "weekly", "monthly", "yearly"] as const;

/** The retention options, in the order in which the prune algorithm applies them. */
export const keepNames = periods.map((period) => `keep-${period}` as const);

/** `--keep-last` to `--keep-yearly`, each at least 1. */
export const keepProperties: ObjectProperties = Object.fromEntries(
  periods.map((period) => [
    `keep-${period}`,
    {
      schema: integer(`Number of ${period === "last" ? "" : `${period} `}backups to keep.`, {
        min: 1,
      }),
      deletable: true,
    },
  ]),
);
