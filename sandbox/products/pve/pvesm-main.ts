import { pvesm } from "./pvesm";
import { runProgram } from "./program";

void runProgram(pvesm);
