import { servePlugin } from "../protocol/serve";
import { commandPlugin } from "./plugin";

void servePlugin(commandPlugin);
