import { describe, expect, it } from "vitest";
import { type Bounds, faultOf, readNumber, stepped, writeNumber } from "./bounds";

const free = { minimum: null, exclusive_minimum: null, maximum: null, exclusive_maximum: null };
const whole: Bounds = { ...free, type: "integer", minimum: 1, maximum: 1024 };
const share: Bounds = { ...free, type: "number", exclusive_minimum: 0, exclusive_maximum: 1 };

describe("numbers as typed", () => {
  it("are read and written the way people write them", () => {
    expect(readNumber("3e-4")).toBe(0.0003);
    expect(readNumber(" 1,000 ")).toBe(1000);
    expect(readNumber("\u22122")).toBe(-2);
    for (const text of ["", "five", "0x10", "1e999", "NaN", "1,0"]) {
      expect(readNumber(text)).toBeNull();
    }
    expect(writeNumber(0.0003)).toBe("3e-4");
    expect(writeNumber(0.05)).toBe("0.05");
  });

  it("are refused with the whole range", () => {
    expect(faultOf(null, whole)?.code).toBe("field_whole");
    expect(faultOf(2.5, whole)?.code).toBe("field_whole");
    const range = { code: "field_from_to", params: { lower: "1", upper: "1,024" } };
    expect(faultOf(0, whole)).toEqual(range);
    expect(faultOf(5000, whole)).toEqual(range);
    expect(faultOf(0, { ...whole, maximum: null })?.code).toBe("field_at_least");
    expect(faultOf(5000, { ...whole, minimum: null })?.code).toBe("field_at_most");
    expect(faultOf(0, share)?.code).toBe("field_between");
    expect(faultOf(1, share)?.params).toEqual({ lower: "0", upper: "1" });
    expect(faultOf(0, { ...share, exclusive_maximum: null })?.code).toBe("field_above");
    expect(faultOf(1000, { ...share, exclusive_maximum: null, maximum: 100 })?.code).toBe(
      "field_above_to",
    );
    expect(faultOf(0.5, share)).toBeNull();
  });

  it("step by their leading digit", () => {
    expect(stepped(5, 1, whole)).toBe(6);
    expect(stepped(0.1, -1, share)).toBe(0.09);
    expect(stepped(0.03, 1, share)).toBe(0.04);
    expect(stepped(0, 1, share)).toBe(0.1);
  });
});
