/** Printed Python in pieces: what is the language's own, and what each use of a block chooses. */

export interface Piece {
  /** Where it begins. */
  readonly at: number;
  readonly text: string;
  readonly tone: "keyword" | "parameter" | null;
}

const KEYWORDS = ["class", "def", "return", "for", "in", "import", "from"];
const WORD = /("(?:[^"\\]|\\.)*")|#.*|[A-Za-z_]\w*/g;

export function toned(source: string, parameters: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  const plain = (from: number, to: number) => {
    if (to > from) pieces.push({ at: from, text: source.slice(from, to), tone: null });
  };
  let told = 0;
  for (const found of source.matchAll(WORD)) {
    const [word] = found;
    const tone = KEYWORDS.includes(word)
      ? "keyword"
      : parameters.includes(word)
        ? "parameter"
        : null;
    if (tone === null) continue;
    plain(told, found.index);
    pieces.push({ at: found.index, text: word, tone });
    told = found.index + word.length;
  }
  plain(told, source.length);
  return pieces;
}
