import { pvesh } from "./pvesh";
import { runProgram } from "./program";

void runProgram(pvesh);
