import { arrayOf, typeNamed } from "../interpreter/conversion/types";
import { type ParameterType } from "./parameter";

/** A type of the language itself as a parameter's type. */
const ofLanguage = (name: string): ParameterType => typeNamed(name);

/** `SwitchParameter`. */
export const switchType: ParameterType = { ...ofLanguage("switch"), isSwitch: true };

export const textType = ofLanguage("string");
export const textsType = ofLanguage("string[]");
export const intType = ofLanguage("int");
export const guidsType = ofLanguage("guid[]");
export const timeSpanType = ofLanguage("timespan");
export const secureStringType = ofLanguage("securestring");
export const dateType = ofLanguage("datetime");
export const anyType = ofLanguage("object");
export const anysType: ParameterType = arrayOf(typeNamed("object"));
