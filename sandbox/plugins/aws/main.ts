import { servePlugin } from "../protocol/serve";
import { aws } from "./plugin";

void servePlugin(aws);
