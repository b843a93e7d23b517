import { describe, expect, it } from "vitest";
import * as format from "./format";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("counts", () => {
  it("writes every digit, or three of them with a unit", () => {
    expect(format.count(61706)).toBe("61,706");
    expect(format.count(-1200)).toBe("\u22121,200");
    expect(plain(format.compact(833_000))).toBe("833 k");
    expect(plain(format.compact(11_689_512))).toBe("11.7 M");
    expect(plain(format.compact(1_800_000_000))).toBe("1.8 G");
    expect(format.compact(312)).toBe("312");
    expect(plain(format.compact(999_900))).toBe("1 M");
    expect(plain(format.compact(100_000))).toBe("100 k");
  });

  it("counts bytes in tens", () => {
    expect(plain(format.bytes(3_400_000))).toBe("3.4 MB");
    expect(plain(format.bytes(512))).toBe("512 B");
    expect(plain(format.bytes(212_000_000))).toBe("212 MB");
  });
});

describe("readings", () => {
  it("gives a loss three significant digits", () => {
    expect(format.loss(0.04293)).toBe("0.0429");
    expect(format.loss(2.3)).toBe("2.30");
    expect(format.loss(1234.5)).toBe("1235");
    expect(format.loss(0.0000429)).toBe("4.29e\u22125");
    expect(format.loss(-0.5)).toBe("\u22120.500");
  });

  it("writes fractions, and never a certain probability", () => {
    expect(plain(format.percent(0.979))).toBe("97.9 %");
    expect(plain(format.percent(0.98557, 2))).toBe("98.56 %");
    expect(plain(format.probability(1))).toBe("99.9 %");
    expect(plain(format.perMille(0.0036))).toBe("3.6 ‰");
  });

  it("keeps a learning rate as typed", () => {
    expect(format.learningRate(0.01)).toBe("0.01");
    expect(format.learningRate(3e-4)).toBe("3e\u22124");
    expect(format.learningRate(0)).toBe("0");
  });

  it("writes shapes and durations", () => {
    expect(format.shape([16, 10, 10])).toBe("16×10×10");
    expect(format.duration(7)).toBe("0:07");
    expect(format.duration(271)).toBe("4:31");
    expect(plain(format.duration(4320))).toBe("1 h 12");
  });

  it("says unknown with a dash, never 0 or NaN", () => {
    for (const unknown of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(format.loss(unknown)).toBe(format.UNKNOWN);
      expect(format.count(unknown)).toBe(format.UNKNOWN);
      expect(format.duration(unknown)).toBe(format.UNKNOWN);
    }
  });
});
