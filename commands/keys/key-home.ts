import { type EngineKey } from "../../model/engine-key";

/** Where a stack keeps its secrets. */
export interface KeyHome {
  /** Every secret that is set, decrypted, as it stands below `backup:secrets`. */
  read(): Promise<unknown>;
  /** Keeps one more key, encrypted, before anything else is made. */
  add(key: EngineKey, value: string): Promise<void>;
}
