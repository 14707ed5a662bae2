import { servePlugin } from "../protocol/serve";
import { proxmoxve } from "./plugin";

void servePlugin(proxmoxve);
