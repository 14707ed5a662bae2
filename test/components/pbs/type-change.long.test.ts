import { describeTypeChanges, types } from "./type-changes";

describeTypeChanges(Object.keys(types));
