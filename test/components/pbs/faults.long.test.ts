import { describeServerFaults, kinds } from "./server-faults";

const all = Object.keys(kinds);

describeServerFaults({ busy: all, down: all, full: all });
