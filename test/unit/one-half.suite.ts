import { defineHalf } from "../support/unit-half";

defineHalf(0);
