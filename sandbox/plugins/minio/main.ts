import { servePlugin } from "../protocol/serve";
import { minioPlugin } from "./plugin";

void servePlugin(minioPlugin);
