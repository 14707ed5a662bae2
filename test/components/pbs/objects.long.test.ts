import { describeObjects } from "./objects";
import { subjects } from "./subjects";

describeObjects(subjects, ["a remote", "a sync job"]);
