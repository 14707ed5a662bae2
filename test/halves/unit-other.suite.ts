import { defineHalf } from "../support/half";

defineHalf("unit", 1);
