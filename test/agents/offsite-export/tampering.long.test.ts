import { useExport } from "./tampered-export";
import {
  beginnings,
  costlyKeys,
  describeBeginnings,
  describeCostlyKeys,
  describeTamperings,
} from "./tampered-restores";
import { tamperings } from "./tamperings";

useExport();

describeTamperings(Object.entries(tamperings));

describeCostlyKeys(costlyKeys);

describe("a restore", () => {
  describeBeginnings(beginnings);
});
