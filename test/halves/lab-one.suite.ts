import { defineHalf } from "../support/half";

defineHalf("lab", 0);
